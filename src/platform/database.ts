// The one SQLite file: opened with the durability we promise, read and written through few words.
import SQLite from 'better-sqlite3';
import { Durability, SyncedFile } from './durability.ts';

type Value = string | number | bigint | null | Uint8Array;
export type Values = Record<string, Value>;

/** Slack waits three seconds for an answer, and the default wait for a lock is five. */
const busyTimeoutMs = 500;

/** How much of a copy is written at a time; others go in between. */
const pagesAtOnce = 500;

interface Wishes {
  readOnly?: boolean;
  waitsBeside?: boolean;
}

/**
 * SQL with named parameters (@name). Verbs open the transactions; only stores call one, all and run. A commit is seen by
 * everybody at once. Where it does not wait for the disk, a power cut may take the last ones back, each of them whole:
 * whoever tells somebody of it waits until it is durable.
 */
export class Database {
  readonly #connection: SQLite.Database;
  /** Made once: making one costs better-sqlite3 as much as running a small change in it. */
  readonly #inTransaction: SQLite.Transaction<(work: () => unknown) => unknown>;
  readonly #prepared = new Map<string, SQLite.Statement<[Values]>>();
  #beside: { file: SyncedFile; durability: Durability } | null = null;

  /**
   * `place` is a file, or ':memory:' for a database that lives as long as the object, or the bytes of another one in
   * memory, to begin with all of that. One that only reads must find the file as another connection has made it. With
   * `waitsBeside`, for a process that would keep others waiting, no commit waits for the disk.
   */
  constructor(place: string | Buffer, { readOnly = false, waitsBeside = false }: Wishes = {}) {
    this.#connection = new SQLite(place, { timeout: busyTimeoutMs, readonly: readOnly });
    for (const pragma of [
      ...(readOnly ? [] : ['journal_mode = WAL']),
      'synchronous = FULL',
      'foreign_keys = ON',
      'secure_delete = ON',
      // At most 64 MB of pages: a search touches thousands of them, and the usual 2 MB reads each anew.
      'cache_size = -65536',
    ]) {
      this.#connection.pragma(pragma);
    }
    this.#inTransaction = this.#connection.transaction((work: () => unknown) => work());
    if (waitsBeside) this.#waitBeside();
  }

  one<Row>(sql: string, values: Values = {}): Row | undefined {
    return this.#statement<Row>(sql).get(values);
  }

  all<Row>(sql: string, values: Values = {}): Row[] {
    return this.#statement<Row>(sql).all(values);
  }

  /** Runs a change; says how many rows it touched and the id of the last row it added. */
  run(sql: string, values: Values = {}): { changes: number; lastId: number } {
    const result = this.#statement<unknown>(sql).run(values);
    return { changes: result.changes, lastId: Number(result.lastInsertRowid) };
  }

  /** Runs several statements without parameters: migrations only. */
  script(sql: string): void {
    this.#connection.exec(sql);
  }

  /**
   * All of `work` or none of it, also inside another transaction. Takes the write lock at once, so it cannot fail half
   * way for want of it.
   */
  transaction<Result>(work: () => Result): Result {
    return this.#inTransaction.immediate(work) as Result;
  }

  /** All that `work` reads is as it was at one moment, whoever writes meanwhile. */
  reading<Result>(work: () => Result): Result {
    return this.#inTransaction.deferred(work) as Result;
  }

  /** False also when SQLite has given a transaction up in its midst (a full disk). */
  get isInTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  /** Where it lies, for a connection of another thread; null for a database in memory, which no other thread can see. */
  get file(): string | null {
    return this.#connection.memory ? null : this.#connection.name;
  }

  /**
   * Resolves when all that was committed until now is on the disk, whatever happens to the power. Others go on
   * meanwhile. Rejects with DurabilityInDoubt.
   */
  async durable(): Promise<void> {
    await this.#beside?.durability.reached();
  }

  /**
   * Folds the write-ahead log into the file and empties it: it holds all that was written, in its order, and words that
   * were removed since. Outside of any transaction. False while somebody else reads; that is not waited for.
   */
  foldLog(): boolean {
    this.#connection.pragma('busy_timeout = 0');
    try {
      return this.#connection.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
    } finally {
      this.#connection.pragma(`busy_timeout = ${busyTimeoutMs}`);
    }
  }

  /**
   * Writes all of it, as it is at this moment, into the file at `path`, while others write on. Nobody else may use this
   * connection meanwhile.
   */
  async copyTo(path: string): Promise<void> {
    // A reader's view of this moment: without it, every change by another process begins the copy anew (SQLite,
    // "Online Backup API").
    this.#connection.exec('BEGIN; SELECT count(*) FROM sqlite_schema;');
    try {
      await this.#connection.backup(path, { progress: () => pagesAtOnce });
    } finally {
      this.#connection.exec('COMMIT');
    }
  }

  /** All of one in memory, as it is at this moment. */
  bytes(): Buffer {
    return this.#connection.serialize();
  }

  /** Leaves one file that can be read where nothing can be written. */
  becomeOneFile(): void {
    this.#connection.pragma('journal_mode = DELETE');
  }

  /** The number of the newest migration this file has seen. */
  get version(): number {
    return Number(this.#connection.pragma('user_version', { simple: true }));
  }

  set version(number: number) {
    this.#connection.pragma(`user_version = ${number}`);
  }

  /** What SQLite finds wrong with the file; none: it is sound. Reads all of it. */
  problems(): string[] {
    const found = this.all<{ quick_check: string }>('PRAGMA quick_check');
    const lines = found.flatMap((row) => row.quick_check.split('\n'));
    return lines.filter((line) => line !== 'ok' && !line.startsWith('***'));
  }

  close(): void {
    this.#beside?.file.close();
    this.#connection.close();
  }

  /**
   * A write-ahead log that is synced later is consistent at every moment (SQLite, "PRAGMA synchronous": NORMAL gives up
   * durability only). Where there is none, in memory or on a file system without shared memory, each commit waits.
   */
  #waitBeside(): void {
    if (this.#connection.pragma('journal_mode', { simple: true }) !== 'wal') return;
    // What a life before this one wrote may be in doubt. This also makes the log.
    this.foldLog();
    const [main] = this.all<{ file: string }>("SELECT file FROM pragma_database_list WHERE name = 'main'");
    // SQLite's own name for it: the path may be a link.
    const file = new SyncedFile(`${main?.file}-wal`);
    const changes = () => this.one<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0;
    const durability = new Durability({ changes, sync: () => file.sync(), writeAnew: () => this.foldLog() });
    this.#beside = { file, durability };
    this.#connection.pragma('synchronous = NORMAL');
  }

  #statement<Row>(sql: string): SQLite.Statement<[Values], Row> {
    const known = this.#prepared.get(sql) as SQLite.Statement<[Values], Row> | undefined;
    if (known) return known;
    // SQLite plans a statement with a bare parameter beside an equals sign anew once that is bound to something else, and
    // better-sqlite3 unbinds all of them after each run: it would be compiled at every run. A plus sign changes neither
    // the value nor the plan.
    const statement = this.#connection.prepare<[Values], Row>(sql.replaceAll('= @', '= +@'));
    this.#prepared.set(sql, statement);
    return statement;
  }
}
