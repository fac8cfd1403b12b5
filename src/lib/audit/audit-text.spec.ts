import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WITHDRAW_REASONS } from '$lib/listing/listing';
import { ROLES, type Role } from '$lib/organisation/organisation';
import { PERMISSIONS } from '$lib/organisation/permission';
import {
	eventText,
	INSTANCE_KINDS,
	knownEvents,
	knownSubjects,
	reasonText,
	stateText,
	subjectText
} from './audit-text';

const sources = globSync('src/lib/**/*.server.ts').map((file) => readFileSync(file, 'utf8'));
const allSources = sources.join('\n');

/** Names of the events every room declares, read from the sources. */
const declaredEvents = [...allSources.matchAll(/interface DomainEvents \{([\s\S]*?)\n\t\}/g)].flatMap(
	([, body = '']) => [...body.matchAll(/'([a-zA-Z]+\.[a-zA-Z]+)'/g)].map(([, name = '']) => name)
);
const declaredSubjects = [...allSources.matchAll(/subjectKind: '([a-zA-Z]+)'/g)].map(([, kind = '']) => kind);

/** Kinds of things a source file names where it tells what happened. */
const kindsIn = (source: string): string[] =>
	source.includes('.emit(')
		? [...source.matchAll(/(?:subjectKind: |\bframe\()[^\n]*/g)]
				.flatMap(([line]) => [...line.matchAll(/'([a-zA-Z]+)'/g)].map(([, word = '']) => word))
				.filter((word) => knownSubjects().includes(word))
		: [];

/** What only the operator may do, whoever's organisation it is done from. */
const instanceActions = Object.entries(PERMISSIONS)
	.filter(([, roles]) =>
		Object.values(roles as Partial<Record<Role, string>>).every((reach) => reach === 'instance')
	)
	.map(([action]) => `'${action}'`);

describe('the log of the instance', () => {
	const instanceKinds: readonly string[] = INSTANCE_KINDS;

	it('names only kinds of things that something happens to', () => {
		const told = new Set(sources.flatMap(kindsIn));
		expect(instanceKinds.filter((kind) => !told.has(kind))).toEqual([]);
	});

	it('misses nothing of what only the operator changes', () => {
		// Where an organisation has things of the same sort, the instance's are of a kind of their own.
		const ofInstance = (kind: string) => `instance${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
		const changed = sources
			.filter((source) => instanceActions.some((action) => source.includes(action)))
			.flatMap(kindsIn);
		expect(changed).toContain('itemType');
		expect(
			changed.filter((kind) => !instanceKinds.includes(kind) && !instanceKinds.includes(ofInstance(kind)))
		).toEqual([]);
	});
});

describe('the log in words', () => {
	it('has words for every event a room declares', () => {
		expect(declaredEvents.length).toBeGreaterThan(50);
		const known = knownEvents();
		expect(declaredEvents.filter((event) => !known.includes(event))).toEqual([]);
	});

	it('has words for no event that is not there', () => {
		expect(knownEvents().filter((event) => !declaredEvents.includes(event))).toEqual([]);
	});

	it('has words for every kind of thing', () => {
		expect([...new Set(declaredSubjects)].filter((kind) => !knownSubjects().includes(kind))).toEqual([]);
	});

	it('says what happened, to what, from what to what and why', () => {
		expect(eventText('listing.withdrawn')).toBe('Annonse tatt ned');
		expect(subjectText('listing')).toBe('Annonse');
		expect(stateText('listing.withdrawn', 'listing', 'published')).toBe('Lagt ut');
		expect(stateText('custody.recorded', 'lot', 'erased')).toBe('Slettet');
		expect(stateText('membership.granted', 'membership', 'manager')).toBe('Leder');
		expect(reasonText('listing.withdrawn', 'listing', 'stillNeeded')).toBe('Vi trenger det selv');
		expect(reasonText('reservation.expired', 'reservation', 'timeIsUp')).toBe('Fristen gikk ut.');
		expect(reasonText('need.moved', 'need', 'reservation.expired')).toBe('Reservasjon utløpt');
	});

	it('has words for every reason a listing is taken down and every role', () => {
		for (const reason of WITHDRAW_REASONS)
			expect(reasonText('listing.withdrawn', 'listing', reason)).not.toBe(reason);
		for (const role of ROLES) expect(stateText('membership.ended', 'membership', role)).not.toBe(role);
	});

	it('shows a code it has no words for as it is', () => {
		expect(eventText('thing.happened')).toBe('thing.happened');
		expect(reasonText('thing.happened', 'thing', 'one,two')).toBe('one, two');
	});
});
