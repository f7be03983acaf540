/** Argon2id (RFC 9106), in a file of its own so that its WebAssembly is loaded only when a key is derived. */
export { argon2id } from 'hash-wasm';
