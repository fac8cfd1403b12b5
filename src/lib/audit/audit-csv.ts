import { m } from '$lib/i18n/paraglide/messages.js';
import { eventText, reasonText, stateText, subjectText } from './audit-text';
import type { AuditLine } from './audit.service.server';

const OSLO = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Oslo',
	dateStyle: 'short',
	timeStyle: 'medium'
});

const header = (): string[] => [
	'id',
	m.auditCsvTimeUtc(),
	m.auditCsvTimeOslo(),
	m.auditCsvEventCode(),
	m.auditCsvEvent(),
	m.auditCsvActorId(),
	m.auditCsvActor(),
	m.auditCsvActorOrganisation(),
	m.auditCsvSubjectKind(),
	m.auditCsvSubjectId(),
	m.auditCsvFrom(),
	m.auditCsvTo(),
	m.auditCsvReasonCode(),
	m.auditCsvReason()
];

const cellsOf = (line: AuditLine): string[] => {
	const { event, subjectKind, fromState, toState, reason, actor } = line;
	return [
		line.id,
		line.occurredAt.toISOString(),
		OSLO.format(line.occurredAt),
		event,
		eventText(event),
		actor?.id ?? '',
		actor ? (actor.name ?? '') : m.auditBySystem(),
		actor?.organisationName ?? '',
		subjectText(subjectKind),
		line.subjectId,
		fromState === null ? '' : stateText(event, subjectKind, fromState),
		toState === null ? '' : stateText(event, subjectKind, toState),
		reason ?? '',
		reason === null ? '' : reasonText(event, subjectKind, reason)
	];
};

/** The log as the rows of a file, batch by batch, its header first. */
export async function* auditRows(batches: AsyncIterable<AuditLine[]>): AsyncGenerator<string[][]> {
	yield [header()];
	for await (const lines of batches) yield lines.map(cellsOf);
}
