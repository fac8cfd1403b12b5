import { requireActor } from '$lib/account/require-actor.server';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import type { Actor } from '$lib/organisation/permission';
import type { OrganisationService } from '$lib/organisation/organisation.service.server';
import { unitOptions } from '$lib/organisation/unit-options';
import { osloDate, type Clock } from '$lib/platform/clock';
import { csvStreamResponse } from '$lib/platform/csv.server';
import { formatDate } from '$lib/platform/format';
import { isUuid } from '$lib/platform/ids';
import { auditRows } from './audit-csv';
import { auditHref, readAuditFilter, type AuditFilter } from './audit-filter';
import {
	eventText,
	INSTANCE_KINDS,
	knownEvents,
	knownSubjects,
	reasonText,
	stateText,
	subjectText
} from './audit-text';
import type { AuditLine, AuditScope, AuditService } from './audit.service.server';

const PATHS = { organisation: '/admin/audit', instance: '/admin/audit/instance' } as const;

/** What the pages of the log are made from. */
interface AuditApp {
	audit: AuditService;
	organisation: OrganisationService;
	clock: Clock;
}

type Option = { value: string; label: string };
const byLabel = (options: Option[]) => options.sort((a, b) => a.label.localeCompare(b.label, 'nb'));

async function choicesOf({ organisation }: AuditApp, actor: Actor, scope: AuditScope) {
	const kinds = scope === 'instance' ? INSTANCE_KINDS : knownSubjects();
	return {
		events: byLabel(knownEvents().map((event) => ({ value: event, label: eventText(event) }))),
		kinds: byLabel(kinds.map((kind) => ({ value: kind, label: subjectText(kind) }))),
		units: scope === 'instance' ? [] : unitOptions(await organisation.listUnits(actor))
	};
}

/** The filters that are set, in words, each with the address without it. */
async function activeOf(
	{ audit }: AuditApp,
	actor: Actor,
	path: string,
	filter: AuditFilter,
	units: Option[]
) {
	const { from, to, who, event, kind, subject, unit } = filter;
	const whoIs = who && isUuid(who) ? ((await audit.nameOf(actor, who)) ?? m.auditFilterOnePerson()) : who;
	const texts: Partial<Record<keyof AuditFilter, string | undefined>> = {
		from: from && m.auditFilterFromDay({ date: formatDate(from, getLocale()) }),
		to: to && m.auditFilterToDay({ date: formatDate(to, getLocale()) }),
		who: whoIs,
		event: event && eventText(event),
		kind: kind && subjectText(kind),
		subject: subject && m.auditFilterOneThing(),
		unit: unit && (units.find(({ value }) => value === unit)?.label.trim() ?? m.auditFilterOneUnit())
	};
	return (Object.keys(texts) as (keyof AuditFilter)[]).flatMap((key) => {
		const text = texts[key];
		return text ? [{ text, href: auditHref(path, filter, { [key]: undefined }) }] : [];
	});
}

function changeOf({ event, subjectKind, fromState, toState }: AuditLine): string | null {
	const text = (state: string | null) => (state === null ? null : stateText(event, subjectKind, state));
	const [from, to] = [text(fromState), text(toState)];
	if (from === to) return null;
	return from && to ? m.auditFromTo({ from, to }) : (to ?? from);
}

function shown(actor: Actor, path: string, line: AuditLine) {
	const { actor: by, event, subjectKind, subject, reason } = line;
	const isOwn = line.organisationName === actor.organisationName;
	return {
		id: line.id,
		title: eventText(event),
		kind: subjectText(subjectKind),
		subject,
		thingHref: auditHref(path, { subject: line.subjectId }),
		change: changeOf(line),
		reason: reason && reasonText(event, subjectKind, reason),
		by: by ? (by.name ?? by.organisationName) : m.auditBySystem(),
		byHref: by?.name ? auditHref(path, { who: by.id }) : null,
		at: line.occurredAt,
		of: isOwn ? null : line.organisationName
	};
}

/** What a page of the log shows. */
export async function auditPage(app: AuditApp, locals: App.Locals, url: URL, scope: AuditScope) {
	const actor = requireActor(locals);
	const path = PATHS[scope];
	const filter = readAuditFilter(url.searchParams);
	const before = url.searchParams.get('before') ?? undefined;
	const [{ lines, next }, choices] = await Promise.all([
		app.audit.list(actor, scope, filter, before),
		choicesOf(app, actor, scope)
	]);
	return {
		path,
		filter,
		choices,
		active: await activeOf(app, actor, path, filter, choices.units),
		lines: lines.map((line) => shown(actor, path, line)),
		next: next && auditHref(path, filter, { before: next }),
		first: before ? auditHref(path, filter) : null,
		exportHref: auditHref(`${path}/export.csv`, filter)
	};
}
export type AuditPageData = Awaited<ReturnType<typeof auditPage>>;

/** The log as a file, streamed batch by batch. */
export async function auditFile(
	app: AuditApp,
	locals: App.Locals,
	url: URL,
	scope: AuditScope
): Promise<Response> {
	const filter = readAuditFilter(url.searchParams);
	const { batches, isCut } = await app.audit.export(requireActor(locals), scope, filter);
	const name = `omatt-logg-${osloDate(app.clock.now())}${isCut ? '-nyeste-100000' : ''}.csv`;
	return csvStreamResponse(name, auditRows(batches));
}
