/** The encrypted file: five words first, proved before anything is written, then save or share. */
import { useEffect, useState } from 'preact/hooks';
import type { Exported } from '../../lib/backup/backup';
import { today } from '../../lib/clock';
import { count } from '../../lib/format';
import { download, dropsDownloads, share, shareable } from '../../lib/handing';
import { language, t } from '../../lib/i18n';
import { state } from '../../lib/store';
import { Card, Notice } from '../../ui/basics';
import { Button, Field } from '../../ui/form';

const backup = () => import('../../lib/backup/backup');

/** What the server has of the worker, where there is an account: the file is to be whole. Undefined: not reached. */
async function heldElsewhere(): Promise<unknown> {
  if (!state.value.account) return undefined;
  const { accountApi } = await import('../../lib/account/api');
  return accountApi().export().catch(() => undefined);
}
const ASKED = [1, 3]; // the second and the fourth word

export default function BackupScreen() {
  const [words, setWords] = useState<string>();
  const [shown, show] = useState(true);
  const [made, setMade] = useState<Exported & { whole: boolean }>();
  const [now, setNow] = useState<'' | 'working' | 'failed'>('');
  const draw = () => {
    setNow('');
    backup()
      .then(({ newPassphrase }) => newPassphrase(language.value))
      .then(setWords, () => setNow('failed'));
  };
  useEffect(draw, []);
  if (dropsDownloads()) return <Notice tone="amber">{t('backup.wechat')}</Notice>;
  const make = async () => {
    setNow('working');
    try {
      const server = await heldElsewhere();
      const file = await (await backup()).exportBackup(words!, undefined, server);
      setMade({ ...file, whole: server !== undefined });
      setNow('');
    } catch {
      setNow('failed');
    }
  };
  if (now === 'failed') {
    return (
      <Notice tone="amber" live>
        {t(words ? 'backup.failed' : 'app.part_missing')}
        <Button look="soft" onPress={words ? () => void make() : draw}>
          {t('app.again')}
        </Button>
      </Notice>
    );
  }
  if (!words) return <p class="quiet">{t('app.loading')}…</p>;
  if (made) return <Done made={made} />;
  return (
    <>
      <p>{t('backup.why')}</p>
      {shown ? (
        <Card title={t('backup.words')}>
          <ol class="words">
            {words.split('-').map((word, i) => (
              <li key={i}>
                <small>{i + 1}</small>
                {word}
              </li>
            ))}
          </ol>
          <small>{t('backup.words_text')}</small>
        </Card>
      ) : (
        <Prove words={words.split('-')} onProved={() => void make()} />
      )}
      {now === 'working' && (
        <p class="quiet" role="status">
          {t('backup.working')}…
        </p>
      )}
      <div class="foot">
        {shown ? (
          <Button onPress={() => show(false)}>{t('backup.written')}</Button>
        ) : (
          <Button look="plain" onPress={() => show(true)}>
            {t('backup.see_again')}
          </Button>
        )}
      </div>
    </>
  );
}

function Prove({ words, onProved }: { words: string[]; onProved: () => void }) {
  const [typed, type] = useState<string[]>(['', '']);
  const [tried, tries] = useState(false);
  const fits = ASKED.every((at, i) => typed[i]!.normalize('NFKC').trim().toLowerCase() === words[at]);
  return (
    <Card title={t('backup.prove')}>
      {ASKED.map((at, i) => (
        <Field key={at} label={t('backup.word_n', { n: at + 1 })} value={typed[i]!} maxLength={20} onInput={(word) => type(typed.map((old, j) => (j === i ? word : old)))} />
      ))}
      {tried && !fits && (
        <Notice tone="amber" live>
          {t('backup.not_those')}
        </Notice>
      )}
      <Button onPress={() => (fits ? onProved() : tries(true))}>{t('backup.make')}</Button>
    </Card>
  );
}

function Done({ made }: { made: Exported & { whole: boolean } }) {
  const name = `gongyou-${today()}.age`;
  const file = new File([made.file], name, { type: 'application/octet-stream' });
  const n = Object.values(made.counts).reduce((sum, part) => sum + (part ?? 0), 0);
  return (
    <>
      <Notice live title={t('backup.ready', { n: count(n) })}>
        {!made.complete && <span>{t('backup.incomplete')}</span>}
        {state.value.account && <span>{t(made.whole ? 'backup.server_too' : 'backup.server_not')}</span>}
        <span>{t('backup.where')}</span>
      </Notice>
      <div class="foot">
        <Button onPress={() => download(file)}>{t('backup.save')}</Button>
        {shareable(file) && (
          <Button look="soft" onPress={() => void share(file)}>
            {t('backup.share')}
          </Button>
        )}
      </div>
    </>
  );
}
