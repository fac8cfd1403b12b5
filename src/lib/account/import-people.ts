import { z } from 'zod';
import type { Role } from '$lib/organisation/organisation';
import { parseDate } from '$lib/platform/calendar-date';
import { addDays } from '$lib/platform/clock';
import { normalEmail } from './account';
import {
	linesTwice,
	normalWord,
	verdict,
	type ImportProblem,
	type ImportRow,
	type PersonColumn,
	type PlannedRow
} from './import-file';
import { unitFinder, type KnownUnit } from './import-units';
import { languageOf, wordsOf } from './import-words';
import { endedSpans, isLasting, openSpans, type HeldSpan } from './role-span';
import { GIVEN_ROLES } from './sign-in-admin.schema';

export interface KnownRole extends HeldSpan {
	role: Role;
	unitId: string;
}

/** Somebody of the organisation whose address stands in the file. */
export interface KnownPerson {
	id: string;
	email: string;
	displayName: string;
	homeUnitId: string;
	locale: 'nb' | 'nn' | 'en';
	isOut: boolean;
	roles: readonly KnownRole[];
}

export interface PeopleSetting {
	units: readonly KnownUnit[];
	people: readonly KnownPerson[];
	/** Addresses of the file that somebody of another organisation has. */
	takenEmails: ReadonlySet<string>;
	/** Whoever is an administrator with no end to it. */
	adminIds: ReadonlySet<string>;
	/** `YYYY-MM-DD` in Europe/Oslo. */
	today: string;
}

export interface PlannedPerson extends PlannedRow {
	id: string | null;
	email: string;
	homeUnitId: string;
	locale: 'nb' | 'nn' | 'en';
	/** Given in the home unit. */
	newRoles: { role: Role; validFrom: string; validTo: string | null }[];
	/** Roles held there whose last day changes; one that ends on the day it begins is taken away. */
	endedRoles: { membershipId: string; role: Role; validFrom: string; validTo: string }[];
}

const LONGEST_NAME = 200;
const emailRule = z.email().max(254);
const ROLE_SEPARATOR = /[,|/+\n]/;

/**
 * What a file of people would do: it adds people, gives roles in the unit of the row, says when they end, and corrects
 * name, unit and language. It takes nothing away that it does not name.
 */
export function planPeople(
	rows: readonly ImportRow<PersonColumn>[],
	{ units, people, takenEmails, adminIds, today }: PeopleSetting
): PlannedPerson[] {
	const findUnit = unitFinder(units);
	const roleWords = wordsOf('role', GIVEN_ROLES);
	const byEmail = new Map(people.map((person) => [normalEmail(person.email), person]));
	const twice = linesTwice(rows, ({ cells }) => (cells.email ? normalEmail(cells.email) : null));
	const adminsLeft = new Set(adminIds);

	return rows.map((row): PlannedPerson => {
		const { line, cells } = row;
		const problems: ImportProblem[] = [];
		const refuse = (code: string, params?: ImportProblem['params']) =>
			problems.push({ code, ...(params && { params }) });
		if (row.isTooWide) refuse('importRowTooWide');
		const email = normalEmail(cells.email ?? '');
		const is = byEmail.get(email);
		const displayName = cells.name ?? is?.displayName ?? '';
		if (!emailRule.safeParse(email).success) refuse('importEmailUnusable', { text: cells.email ?? '' });
		if (displayName === '') refuse('importNameMissing');
		if (displayName.length > LONGEST_NAME) refuse('importTooLong', { column: 'name', longest: LONGEST_NAME });
		const other = twice.get(line);
		if (other !== undefined) refuse('importTwice', { line: other });
		// Who works elsewhere is nobody's business here: it is said as of any address that cannot be used.
		if (takenEmails.has(email)) refuse('importEmailUnusable', { text: cells.email ?? '' });
		if (is?.isOut) refuse('personDeactivated');

		const unit = cells.unit ? findUnit(cells.unit) : units.find(({ id }) => id === is?.homeUnitId);
		if (unit === undefined)
			refuse(cells.unit ? 'importUnitUnknown' : 'importUnitMissing', { text: cells.unit ?? '' });
		if (unit === 'several') refuse('importUnitSeveral', { name: cells.unit ?? '' });
		const homeUnitId = typeof unit === 'object' ? unit.id : '';

		const locale = cells.language ? languageOf(cells.language) : (is?.locale ?? 'nb');
		if (!locale) refuse('importLanguageUnknown', { text: cells.language ?? '' });
		const named = (cells.roles ?? '')
			.split(ROLE_SEPARATOR)
			.map((text) => text.trim())
			.filter(Boolean);
		const strange = named.find((text) => !roleWords.has(normalWord(text)));
		if (strange !== undefined) refuse('importRoleUnknown', { text: strange });
		const roles = [...new Set(named.flatMap((text) => roleWords.get(normalWord(text)) ?? []))];
		const [from, until] = [cells.from, cells.to].map((text) => (text ? parseDate(text) : null));
		if (from === undefined || until === undefined) refuse('importDateInvalid');
		if (until && until < today) refuse('importEnded');
		if (from && until && until < from) refuse('importDatesSwapped');

		// Nobody had a right in Omatt before today, whatever the file says about the job.
		const validFrom = from && from > today ? from : today;
		const validTo = until ? addDays(until, 1) : null;
		const held = (is?.roles ?? []).filter((one) => one.unitId === homeUnitId);
		// Everyone who signs in may ask and give.
		const wanted = roles.length === 0 && !is ? (['requester'] as const) : roles;
		const given = { validFrom, validTo };
		const newRoles = wanted
			.filter((role) => {
				const [open] = openSpans(
					given,
					held.filter((one) => one.role === role)
				);
				// Some of it is held already: what is changed then is when it ends.
				return open?.validFrom === validFrom && open.validTo === validTo;
			})
			.map((role) => ({ role, ...given }));
		const endedRoles = roles.flatMap((role) => {
			const spans = held.filter((one) => one.role === role);
			return endedSpans(until ? spans : [], until ?? today).map(({ id, validTo: end }) => ({
				membershipId: id,
				role,
				validFrom: spans.find((span) => span.id === id)?.validFrom ?? end,
				validTo: end
			}));
		});
		const administers = [...(is?.roles ?? []), ...newRoles.map((role) => ({ id: '', ...role }))]
			.filter(({ role }) => role === 'orgAdmin')
			.map(({ id, ...span }) => ({
				...span,
				...endedRoles.find(({ membershipId }) => membershipId === id)
			}));
		if (is && !isLasting(administers, today) && adminsLeft.delete(is.id) && !adminsLeft.size) {
			adminsLeft.add(is.id);
			refuse('lastAdministrator');
		}
		const fields = is
			? [
					...(displayName !== is.displayName ? ['name'] : []),
					...(homeUnitId !== is.homeUnitId ? ['unit'] : []),
					...(locale !== is.locale ? ['language'] : []),
					...(newRoles.length > 0 ? ['roles'] : []),
					...(endedRoles.length > 0 ? ['to'] : [])
				]
			: [];
		return {
			line,
			name: displayName || email,
			id: is?.id ?? null,
			email,
			homeUnitId,
			locale: locale ?? 'nb',
			newRoles,
			endedRoles,
			fields,
			problems,
			outcome: verdict(problems, is !== undefined, fields)
		};
	});
}
