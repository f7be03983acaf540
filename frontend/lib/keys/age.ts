/** The ciphers of what others may read, in a file of their own so that they are loaded only when they are needed. */
export { ed25519 } from '@noble/curves/ed25519.js';
export { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
