/** What signing needs, from this phone's store. */
import { rawKeyOf } from '../keys/wrap';
import { store } from '../store';
import { readMeta } from '../store/identity';
import { StoreProblem } from '../store/problem';
import type { Store } from '../store/store';
import { bindAccount, readAccount } from '../sync/account';
import { adoptAccount } from '../sync/adopt';
import type { Phone } from './signing';

const sendWhatWaits = () => void import('../sync/sync').then(({ sendNow }) => sendNow(), () => undefined);

/** This phone, or another store's; `begin` is called once it belongs to an account. */
export function thisPhone(of: Store = store, begin: () => void = sendWhatWaits): Phone {
  return {
    own: async () => {
      const { box, vault, device_id } = await opened(of);
      const { identity } = await readMeta(box);
      if (identity?.worker_id !== vault.workerId) throw new StoreProblem('unavailable'); // another tab signed in just now
      return { workerId: vault.workerId, deviceId: device_id, rawKey: await rawKeyOf(identity) };
    },
    account: async () => readAccount(await opened(of)),
    bind: (account) => bindAccount(of, account).then(begin),
    adopt: (found) => adoptAccount(of, found).then(begin),
  };
}

async function opened(of: Store) {
  const open = await of.opened();
  if (!open) throw new StoreProblem('unavailable');
  return open;
}
