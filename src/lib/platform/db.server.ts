import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';

/** Every room adds its tables by declaration merging in its `*.tables.ts`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Database {}

/** The pool or a transaction: repositories take either. */
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
	const value = Number(text);
	if (!Number.isSafeInteger(value)) throw new RangeError(`int8 beyond the safe range: ${text}`);
	return value;
});

export interface OpenDbOptions {
	connectionString: string;
	/** `SET ROLE` on each new connection, where one address serves owner and application. */
	setRole?: string;
	max?: number;
	/** Whose tables are meant where it is not `public`; extensions are found there all the same. */
	schema?: string;
	/** Answers before a commit is on disk: for work that starts over from nothing when it is interrupted. */
	mayLoseLastCommits?: boolean;
	/** Called with errors of idle connections, which the pool replaces by itself. */
	onIdleError?: (error: Error) => void;
}

/** Opens a pool of connections; `destroy()` closes it. */
export function openDb({
	connectionString,
	setRole,
	max = 10,
	schema,
	mayLoseLastCommits = false,
	onIdleError
}: OpenDbOptions): Db {
	const options = [
		...(mayLoseLastCommits ? ['-c synchronous_commit=off'] : []),
		...(schema ? [`-c search_path=${schema},public`] : [])
	].join(' ');
	const pool = new pg.Pool({
		connectionString,
		application_name: 'omatt',
		max,
		statement_timeout: 30_000,
		...(options && { options }),
		...(setRole && {
			onConnect: async (client: pg.ClientBase) => {
				await client.query(`SET ROLE ${pg.escapeIdentifier(setRole)}`);
			}
		})
	});
	pool.on('error', (error) => onIdleError?.(error));
	return new Kysely<Database>({
		dialect: new PostgresDialect({ pool }),
		// Keys inside jsonb values are data (attribute keys), not column names.
		plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
	});
}

/** Whether the database answers a question at all. */
export const isReachable = (db: Db): Promise<boolean> =>
	sql`select 1`.execute(db).then(
		() => true,
		() => false
	);
