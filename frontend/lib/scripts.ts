/** Addresses that may become scripts: ours alone, by the one policy that the page's headers allow. */

interface Policy {
  createScriptURL: (url: string) => unknown;
}
interface Factory {
  createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => Policy;
}

const OWN = /^\/(sw\.js|assets\/[\w.-]+\.js)$/;

function ours(url: string): string {
  if (!OWN.test(url)) throw new TypeError('not a script of ours');
  return url;
}

let policy: Policy | undefined;

/** Bless the address of the service worker or of a worker; throws on any other. */
export function scriptUrl(url: string): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  policy ??= factory?.createPolicy('gongyou', { createScriptURL: ours }); // a second policy of the name is refused
  return (policy ? policy.createScriptURL(url) : ours(url)) as string;
}
