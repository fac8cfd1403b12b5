import { z } from 'zod';
import { version } from '../../../package.json';
import { BackupError } from './backup-error.server';
import { migrations } from './migrate.server';

/** The version of Omatt that runs. */
export const PROGRAM_VERSION = version;

const FORMAT = 1;
/** The last member of the archive: what was complete has it. */
export const MANIFEST = 'manifest.json';

const head = z.object({ format: z.int().positive(), program: z.string() });
const schema = z.object({
	format: z.literal(FORMAT),
	/** The version of Omatt that made it. */
	program: z.string(),
	createdAt: z.iso.datetime(),
	/** Names of the migrations the database had, in order: its level is the last. */
	migrations: z.array(z.string()).min(1),
	tables: z.array(
		z.object({
			name: z.string(),
			/** Stored columns; generated ones come from these. */
			columns: z.array(z.string()),
			rows: z.int().nonnegative()
		})
	),
	sequences: z.array(
		z.object({ name: z.string(), lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })
	),
	/** Name in the archive → SHA-256 of its bytes, hexadecimal. */
	members: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/))
});
export type Manifest = z.infer<typeof schema>;

/** The text of a manifest for the archive. */
export const writeManifest = (manifest: Omit<Manifest, 'format' | 'program'>): string =>
	JSON.stringify({ format: FORMAT, program: PROGRAM_VERSION, ...manifest } satisfies Manifest);

export const damaged = (file: string, cause?: unknown): BackupError =>
	new BackupError(
		'damaged',
		`${file} is damaged or no backup of Omatt: nothing was changed. Fetch the file again, or use an older backup.`,
		{ cause }
	);

const newer = (file: string, program: string, what: string): BackupError =>
	new BackupError(
		'newer',
		`${file} was made by a newer Omatt (${program}, ${what}) than this one (${PROGRAM_VERSION}): nothing was changed. Restore it with Omatt ${program} or newer.`
	);

/** @throws BackupError when the text is no manifest, or one of a newer format */
export function readManifest(file: string, text: string): Manifest {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		throw damaged(file, error);
	}
	const { data: first } = head.safeParse(json);
	if (first && first.format > FORMAT) throw newer(file, first.program, `file format ${first.format}`);
	const { data, error } = schema.safeParse(json);
	if (!data) throw damaged(file, error);
	return data;
}

/**
 * The migration to go to before the rows are loaded.
 * @throws BackupError when the backup is of a level this version does not know
 */
export function levelOf(file: string, manifest: Manifest): string {
	const known = Object.keys(migrations).sort();
	const level = manifest.migrations.at(-1) ?? '';
	const unknown = manifest.migrations.find((name) => !known.includes(name));
	if (unknown) throw newer(file, manifest.program, `database level ${level}`);
	if (manifest.migrations.some((name, index) => name !== known[index])) {
		throw new BackupError(
			'unfit',
			`${file} has other database steps than this Omatt (${PROGRAM_VERSION}): nothing was changed. Restore it with Omatt ${manifest.program}.`
		);
	}
	return level;
}
