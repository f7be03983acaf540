/** The desk's name, and whose server it is on. */
import { host } from './lib/host';
import { t } from './lib/words';

export function Brand() {
  return (
    <p class="brand">
      {t('shell.name')}
      {host.value && <bdi class="host">{host.value}</bdi>}
    </p>
  );
}
