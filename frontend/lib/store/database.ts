/** IndexedDB as it is in the field: opens that hang, handles that die, versions that are newer than ours. */
import { StoreProblem } from './problem';

type Build = (db: IDBDatabase) => void;
type Work<T> = (t: IDBTransaction) => Promise<T>; // awaits nothing but requests of its transaction

/** Wait for one request of a transaction. */
export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export class Database {
  private handle: Promise<IDBDatabase> | undefined;
  private closed = false;

  constructor(
    private readonly factory: IDBFactory,
    private readonly name: string,
    private readonly build: Build,
    private readonly patience = 2000,
  ) {}

  /** Write in one transaction that is on disk when this resolves, or not written at all. */
  write<T>(stores: string[], work: Work<T>): Promise<T> {
    return this.run(stores, 'readwrite', work);
  }

  read<T>(stores: string[], work: Work<T>): Promise<T> {
    return this.run(stores, 'readonly', work);
  }

  /** Let go of the handle; the next use opens a new one. */
  forget(): void {
    void this.handle?.then((db) => db.close()).catch(() => undefined);
    this.handle = undefined;
  }

  /** Let go for good. */
  close(): void {
    this.closed = true;
    this.forget();
  }

  /** Try twice, the second time with a fresh handle: browsers lose connections in the background. */
  private async run<T>(stores: string[], mode: IDBTransactionMode, work: Work<T>): Promise<T> {
    for (let again = false; ; again = true) {
      try {
        return await this.once(stores, mode, work);
      } catch (error) {
        if ((error as Error).name === 'QuotaExceededError') throw new StoreProblem('full');
        if (!(error instanceof DOMException)) throw error; // the work's own refusal
        this.forget();
        if (again) throw new StoreProblem('unavailable');
      }
    }
  }

  private async once<T>(stores: string[], mode: IDBTransactionMode, work: Work<T>): Promise<T> {
    const db = await this.open();
    return new Promise<T>((resolve, reject) => {
      const t = db.transaction(stores, mode, { durability: 'strict' });
      let result: T;
      let failure: unknown = new DOMException('aborted', 'AbortError');
      const end = (why: unknown) => {
        clearTimeout(hung);
        reject(why);
      };
      const stop = (why: unknown) => {
        failure = why;
        try {
          t.abort(); // at once, or what was written so far would be committed
        } catch {
          end(t.error ?? why); // it has ended already
        }
      };
      const hung = setTimeout(() => {
        stop(new StoreProblem('unavailable'));
        end(failure);
      }, 3 * this.patience);
      t.onabort = () => end(t.error ?? failure); // of a quota error the work only hears "aborted"
      t.oncomplete = () => {
        clearTimeout(hung);
        resolve(result);
      };
      work(t).then((value) => (result = value), stop);
    });
  }

  private open(): Promise<IDBDatabase> {
    if (this.closed) return Promise.reject(new StoreProblem('unavailable'));
    return (this.handle ??= this.connect(1).catch((error: unknown) => {
      this.handle = undefined;
      throw error;
    }));
  }

  private connect(version?: number): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const asked = version ? this.factory.open(this.name, version) : this.factory.open(this.name);
      let blocked = false;
      let late = false;
      const hung = setTimeout(() => {
        late = true;
        reject(new StoreProblem(blocked ? 'blocked' : 'unavailable'));
      }, this.patience);
      asked.onblocked = () => (blocked = true);
      asked.onupgradeneeded = () => this.build(asked.result);
      asked.onerror = () => {
        clearTimeout(hung);
        // a release that was rolled back must still open what the newer one left
        if (version && asked.error?.name === 'VersionError') resolve(this.connect());
        else reject(asked.error);
      };
      asked.onsuccess = () => {
        clearTimeout(hung);
        if (late) asked.result.close();
        else resolve(this.kept(asked.result));
      };
    });
  }

  /** A closed handle that stays cached makes the next save throw, so it is forgotten as it closes. */
  private kept(db: IDBDatabase): IDBDatabase {
    db.onversionchange = () => {
      db.close();
      this.handle = undefined;
    };
    db.onclose = () => (this.handle = undefined);
    return db;
  }
}
