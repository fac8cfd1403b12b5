import { fail, redirect } from '@sveltejs/kit';
import { columnsOf, IMPORT_KINDS, IMPORT_OUTCOMES, type PlannedRow } from '$lib/account/import-file';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { codeText, type Words } from '$lib/i18n/code-text';
import { errorText } from '$lib/i18n/error-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import type { Actor } from '$lib/organisation/permission';
import { AppError } from '$lib/platform/errors';
import type { FormFailure } from '$lib/platform/http/form-action.server';
import { asHttpError, guarded } from '$lib/platform/http/page-load.server';
import { isUuid } from '$lib/platform/ids';
import type { Actions, PageServerLoadEvent, RequestEvent } from './$types';

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => ({
	imports: await app.import.list(requireActor(locals)),
	done: (['taken', 'undone'] as const).find((done) => url.searchParams.get('done') === done) ?? null,
	columns: IMPORT_KINDS.map((kind) => ({
		kind,
		columns: columnsOf(kind, getLocale()).map(({ column, heading, isNeeded }) => ({
			heading,
			isNeeded,
			text: codeText(VOCABULARY[kind], column)
		}))
	}))
}));

const SHOWN_ROWS = 200;
const VOCABULARY = { units: words.importUnitColumn, people: words.importPersonColumn } as const;

const shownRow = (vocabulary: Words) => (row: PlannedRow) => ({
	line: row.line,
	name: row.name.slice(0, 200),
	outcome: row.outcome,
	fields: row.fields.map((column) => codeText(vocabulary, column)),
	problems: row.problems.map(({ code, params }) => errorText(code, params))
});

/** What is wrong with the file is said beside the field it was chosen in. */
const withFile = (status: number, message: string) =>
	fail(status, { values: {}, errors: { file: message } } satisfies FormFailure);

/** A refusal of the file becomes a message beside it; what is nobody's business passes on. */
async function aboutFile<Result>(run: () => Promise<Result>) {
	try {
		return await run();
	} catch (error) {
		if (!(error instanceof AppError) || error.status === 401 || error.status === 404)
			throw asHttpError(error);
		const { line } = error.details.params ?? {};
		const text = errorText(error.code, error.details.params);
		const code = error.code;
		const isAboutLine = code.startsWith('csv') && line !== undefined && line !== 0;
		return withFile(error.status, isAboutLine ? `${m.importLine({ line })} ${text}` : text);
	}
}

/** What the file would do, with its bytes, so that it is that file and no other which is taken in. */
async function planOf(actor: Actor, bytes: Uint8Array, fileName: string) {
	const { kind, rows, mark } = await app.import.tryFile(actor, bytes);
	const counts = IMPORT_OUTCOMES.map((outcome) => ({
		outcome,
		count: rows.filter((row) => row.outcome === outcome).length
	}));
	const shown = rows
		.filter(({ outcome }) => outcome !== 'same')
		.sort((a, b) => IMPORT_OUTCOMES.indexOf(a.outcome) - IMPORT_OUTCOMES.indexOf(b.outcome));
	return {
		kind,
		mark,
		counts,
		fileName,
		rows: shown.slice(0, SHOWN_ROWS).map(shownRow(VOCABULARY[kind])),
		more: Math.max(0, shown.length - SHOWN_ROWS),
		content: Buffer.from(bytes).toString('base64')
	};
}

const tryFile = async ({ request, locals }: RequestEvent) => {
	const actor = requireActor(locals);
	const upload = (await request.formData()).get('file');
	if (!(upload instanceof File) || upload.size === 0) return withFile(422, errorText('importFileMissing'));
	return aboutFile(async () => {
		const bytes = new Uint8Array(await upload.arrayBuffer());
		return { tried: await planOf(actor, bytes, upload.name.slice(0, 100)) };
	});
};

const takeIn = async ({ request, locals }: RequestEvent) => {
	const actor = requireActor(locals);
	const data = await request.formData();
	const [content, mark, fileName] = ['content', 'mark', 'fileName'].map((name) => data.get(name));
	if (typeof content !== 'string' || typeof mark !== 'string' || typeof fileName !== 'string')
		return withFile(422, errorText('importFileMissing'));
	return aboutFile(async () => {
		const bytes = Uint8Array.from(Buffer.from(content, 'base64'));
		try {
			await app.import.takeIn(actor, bytes, { mark, takesGood: data.get('takesGood') === 'on' });
		} catch (error) {
			if (!(error instanceof AppError) || error.status !== 409) throw error;
			const field = error.code === 'importHasRefused' ? 'takesGood' : 'form';
			const errors = { [field]: errorText(error.code, error.details.params) };
			const tried = await planOf(actor, bytes, fileName.slice(0, 100));
			return fail(409, { formId: 'takeIn', values: {}, errors, tried });
		}
		redirect(303, '/admin/import?done=taken');
	});
};

const undo = async ({ request, locals }: RequestEvent) => {
	const actor = requireActor(locals);
	const importId = (await request.formData()).get('importId');
	if (!isUuid(importId)) return fail(422, { importId: '', inTheWay: [errorText('invalid')] });
	try {
		const blockers = await app.import.undo(actor, importId);
		if (blockers.length > 0)
			return fail(409, {
				importId,
				inTheWay: blockers
					.slice(0, SHOWN_ROWS)
					.map(({ name, code }) => `${name}: ${codeText(words.importInTheWay, code)}`)
			});
	} catch (error) {
		if (!(error instanceof AppError) || error.status === 401 || error.status === 404)
			throw asHttpError(error);
		return fail(error.status, { importId, inTheWay: [errorText(error.code, error.details.params)] });
	}
	redirect(303, '/admin/import?done=undone');
};

export const actions = {
	try: guarded(tryFile),
	takeIn: guarded(takeIn),
	undo: guarded(undo)
} satisfies Actions;
