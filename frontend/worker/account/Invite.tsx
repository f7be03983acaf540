/** An invitation: made by a tap, its link shown once; an admin's may carry a role. */
import { useState } from 'preact/hooks';
import { accountApi, type Refused } from '../../lib/account/api';
import { joinLink, organizationIn } from '../../lib/account/vouching';
import type { Invited, Inviting, OwnAccount } from '../../lib/account/wire';
import { day } from '../../lib/format';
import { t } from '../../lib/i18n';
import { Card, Notice } from '../../ui/basics';
import { Button, Field, Form, Select } from '../../ui/form';
import { useSending } from '../../ui/sending';
import { said } from '../app/said';
import { useHeld } from './held';
import { Busy, Refusal } from './parts';

type Role = NonNullable<Inviting['role']>;

const ROLES: Role[] = ['organizer', 'moderator', 'custodian', 'auditor', 'admin', 'partner'];

interface Whom {
  role: Role | '';
  organization: string;
}

export function Invite({ own }: { own: OwnAccount | undefined }) {
  const held = useHeld<{ made?: Invited }>('invitation', {}); // lost with the page: the server cannot show it again
  const [whom, setWhom] = useState<Whom>({ role: '', organization: homeOf(own) });
  const [tried, tries] = useState(false);
  const { busy, problem, send, forget } = useSending();
  const organization = organizationIn(whom.organization);
  const wrong = whom.role !== '' && !organization && (whom.role === 'organizer' || whom.organization.trim() !== '');
  const make = () => {
    tries(true);
    if (wrong) return forget();
    send(async () => {
      held.set({ made: await accountApi().invite(whom.role ? { role: whom.role, organization_id: organization ?? null } : {}) });
      setWhom({ ...whom, role: '' });
    });
  };
  const { made } = held.value;
  if (made) return <Made made={made} plain={!made.fingerprint && onlyOrganizes(own)} onDone={held.drop} />;
  return (
    <Card title={t('account.invite')}>
      <p>{t('account.invite_text')}</p>
      <Powers own={own} />
      <Form onSend={make}>
        {holds(own, 'admin') && <WhomFor whom={whom} wrong={tried && wrong} onChange={setWhom} />}
        {(problem as Refused | undefined)?.code === 'not-found' ? <Factor words={t('account.invite_lapsed')} /> : <Refusal problem={problem} />}
        {busy && <Busy words={t('account.asking')} />}
        <Button look="soft" submit disabled={busy}>
          {t('account.invite_make')}
        </Button>
      </Form>
    </Card>
  );
}

const homeOf = (own: OwnAccount | undefined): string => own?.roles.find((one) => one.organization_id)?.organization_id ?? '';
const holds = (own: OwnAccount | undefined, role: Role): boolean => Boolean(own?.roles.some((one) => one.role === role));
const onlyOrganizes = (own: OwnAccount | undefined): boolean => holds(own, 'organizer') && !holds(own, 'admin');

/** An organizer's invitation is a word, and a role is an admin's to give: both only with the second factor. */
function Powers({ own }: { own: OwnAccount | undefined }) {
  if (!holds(own, 'admin') && !holds(own, 'organizer')) return null;
  if (own?.second_factor !== 'given') return <Factor words={t('account.invite_factor')} />;
  return onlyOrganizes(own) ? <Notice tone="blue">{t('account.invite_word')}</Notice> : null;
}

function Factor({ words }: { words: string }) {
  return (
    <Notice tone="amber" live>
      <span>{words}</span>
      <a class="btn soft" href="#/settings/account/factor">
        {t('account.factor')}
      </a>
    </Notice>
  );
}

function WhomFor({ whom, wrong, onChange }: { whom: Whom; wrong: boolean; onChange: (whom: Whom) => void }) {
  const options = [{ value: '', label: t('role.none') }, ...ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))];
  return (
    <>
      <Select label={t('account.invite_as')} options={options} value={whom.role} onPick={(role) => onChange({ ...whom, role: role as Role | '' })} />
      {whom.role && <Field label={t('account.organization')} value={whom.organization} maxLength={60} autoCapitalize="none" hint={t('account.organization_hint')} wrong={wrong ? t('account.organization_wrong') : undefined} onInput={(organization) => onChange({ ...whom, organization })} />}
    </>
  );
}

/** `plain`: an organizer's powers had run out, so this is no word for anybody. */
function Made({ made, plain, onDone }: { made: Invited; plain: boolean; onDone: () => void }) {
  const link = joinLink(location.origin, made);
  const copy = () => {
    navigator.clipboard.writeText(link).then(
      () => said(t('account.link_copied')),
      () => said(t('account.link_not_copied')),
    );
  };
  const share = () => {
    navigator.share({ url: link }).catch((problem: Error) => {
      if (problem.name !== 'AbortError') said(t('account.link_not_copied')); // the worker closed the menu
    });
  };
  return (
    <Card title={t('account.invite_made')}>
      <div role="status">
        <code dir="ltr">{link}</code>
      </div>
      {plain && <Factor words={t('account.invite_plain')} />}
      <p>{t('account.invite_until', { day: day(made.expires_on) })}</p>
      <div class="two">
        {'clipboard' in navigator && (
          <Button look="soft" onPress={copy}>
            {t('account.copy')}
          </Button>
        )}
        {'share' in navigator && (
          <Button look="soft" onPress={share}>
            {t('account.share')}
          </Button>
        )}
      </div>
      <Button look="quiet" onPress={onDone}>
        {t('account.invite_done')}
      </Button>
    </Card>
  );
}
