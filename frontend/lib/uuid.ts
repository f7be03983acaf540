/** Ids made on the phone: UUIDv7 (RFC 9562 §5.7), in the order in which they were made even when the clock is not. */

let last = 0; // milliseconds in the newest id
let count = 0; // 12 bits beside it

/** Make no id from now on that sorts before this one: a clock set back must not put new records before old ones. */
export function follow(id: string): void {
  const ms = parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  if (ms > last) [last, count] = [ms, 0xfff];
}

/** Make a UUIDv7; ids of one page life ascend, within a millisecond too. */
export function uuidv7(now: number = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  if (now > last) {
    last = now;
    count = ((random[0]! << 8) | random[1]!) & 0x7ff; // half the room is left for ids of the same millisecond
  } else if (++count > 0xfff) {
    last += 1;
    count = 0;
  }
  random[2] = (random[2]! & 0x3f) | 0x80;
  const tail = Array.from(random.subarray(2), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const head = last.toString(16).padStart(12, '0');
  const middle = (0x7000 | count).toString(16);
  return `${head.slice(0, 8)}-${head.slice(8)}-${middle}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
