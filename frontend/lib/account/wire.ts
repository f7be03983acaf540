/** What travels about accounts (docs/accounts.md), by the names that the screens use. Bytes are base64. */
import type { components } from '../schema';

type S = components['schemas'];

export type NewPassphrase = S['PassphraseIn'];
export type NewPhrase = S['PhraseIn'];
export type ThisDevice = S['DeviceIn'];
export type Work = S['WorkIn'];
export type NewAccount = S['AccountIn'];
export type SignedIn = S['SignedInOut'];
export type Recovered = S['RecoveryOpenOut'];
export type Recovering = S['RecoveryIn'];
export type OwnAccount = S['AccountOut'];
export type Device = S['DeviceOut'];
export type Erased = S['ErasedOut'];
export type Secret = S['TotpOut'];
export type VouchCode = S['VouchCodeOut'];
export type Word = S['WordOut'];
export type Inviting = S['InvitationIn'];
export type Invited = S['InvitationOut'];
