import { describe, expect, it } from 'vitest';
import { readCsv } from '$lib/platform/csv.server';
import { readImportFile, type PlannedRow } from './import-file';
import { planPeople, type KnownPerson, type PeopleSetting } from './import-people';
import { parentsFirst, planUnits, unitFinder, type KnownUnit } from './import-units';

const rowsOf = (text: string) => {
	const csv = readCsv(new TextEncoder().encode(text));
	if (!csv.ok) throw new Error(csv.problem.code);
	return readImportFile(csv.rows);
};
const aUnit = (id: string, more: Partial<KnownUnit> = {}): KnownUnit => ({
	id,
	name: id,
	externalKey: null,
	parentId: null,
	kind: 'unit',
	orgnr: null,
	district: null,
	address: null,
	isAddressProtected: false,
	...more
});
const verdicts = (rows: readonly PlannedRow[]) =>
	rows.map(({ outcome, problems, fields }) =>
		outcome === 'refused' ? problems.map(({ code }) => code).join() : [outcome, ...fields].join(' ')
	);

describe('the heading', () => {
	it.each([
		['Nøkkel;Navn;Overordnet\n1;A;\n', 'units'],
		['key,name\n1,A\n', 'units'],
		['E-post;Navn;Enhet\na@b.no;A;B\n', 'people'],
		['EPOST ; namn ; eining ; frå\na@b.no;A;B;\n', 'people']
	])('of %j tells what kind of file it is', (text, kind) => {
		expect(rowsOf(text)).toMatchObject({ ok: true, kind });
	});

	it.each([
		['fornavn;etternavn\nA;B\n', 'importColumnsMissing'],
		['Dette er et brev.\nMed vennlig hilsen\n', 'importColumnsMissing'],
		['e-post;navn\na@b.no;A\n', 'importColumnsMissing'],
		['navn;farge\nA;rød\n', 'importColumnUnknown'],
		['navn;name\nA;B\n', 'importColumnTwice'],
		['navn;type\n', 'importNoRows']
	])('of %j is refused', (text, code) => {
		expect(rowsOf(text)).toMatchObject({ ok: false, problem: { code } });
	});
});

describe('a file of units', () => {
	const known = [
		aUnit('etat', { name: 'Etat for skole', kind: 'agency', externalKey: '10' }),
		aUnit('arkiv', { name: 'Arkivet' }),
		aUnit('skole', { name: 'Nordnes skole', parentId: 'etat', externalKey: '100', orgnr: '964338531' }),
		aUnit('øst', { name: 'Kontoret', parentId: 'etat' }),
		aUnit('vest', { name: 'Kontoret', parentId: 'skole' })
	];
	const planOf = (text: string) => {
		const file = rowsOf(`nøkkel;navn;overordnet;type;orgnr;bydel;adresse;skjermet\n${text}`);
		if (!file.ok || file.kind !== 'units') throw new Error('not units');
		return planUnits(file.rows, known);
	};

	it.each([
		['200;Ny skole;Etat for skole', 'added'],
		[';Ny skole;', 'added'],
		['200;Barnehage;100;Etat;974760673;Sentrum;Gata 1;ja', 'added'],
		['100;Nordnes skole;Etat for skole;enhet;964 338 531', 'same'],
		[';Nordnes skole', 'same'],
		['100', 'same'],
		['100;Nordnes skole;;;;Nordnes', 'changed district'],
		['300;Arkivet', 'changed key'],
		[';Ny;;avdeling', 'importKindUnknown'],
		[';Ny;;;964338532', 'orgnrInvalid'],
		[';Ny;;;964338531', 'unitOrgnrTaken'],
		[';Ny;;;;;Hemmelig 1;ja', 'unitDistrictNeeded'],
		[';Ny;;;;;;kanskje', 'importYesNo'],
		[';Ny;Finnes ikke', 'importParentUnknown'],
		[';Ny;Kontoret', 'importUnitSeveral'],
		[';Kontoret', 'importUnitSeveral'],
		[';Kontoret;100', 'same'],
		['900;Nordnes skole;Etat for skole', 'unitNameTaken'],
		['100;Nytt navn', 'importRenameElsewhere'],
		['100;Nordnes skole;Kontoret', 'importUnitSeveral'],
		['10;Etat for skole;100', 'importBelowItself'],
		[';Ny;;;;;;;for mye', 'importRowTooWide'],
		[';;100', 'importNameMissing']
	])('says of %j: %s', (row, verdict) => {
		expect(verdicts(planOf(row))).toEqual([verdict]);
	});

	it('hangs units below others of the file, whatever the order, and makes the parents first', () => {
		const plan = planOf('3;Gruppe;2\n2;Avdeling;1\n1;Ny etat;\n');
		expect(verdicts(plan)).toEqual(['added', 'added', 'added']);
		expect(parentsFirst(plan).map(({ name }) => name)).toEqual(['Ny etat', 'Avdeling', 'Gruppe']);
	});

	it('refuses a circle, and what hangs below what is refused', () => {
		const plan = planOf('1;A-enhet;2\n2;B-enhet;1\n3;C-enhet;2\n4;Selv;4\n5;Fri;');
		expect(parentsFirst(plan).map(({ name }) => name)).toEqual(['Fri']);
		expect(verdicts(plan)).toEqual([
			'importBelowItself',
			'importBelowItself',
			'importParentRefused',
			'importBelowItself',
			'added'
		]);
	});

	it('tells keys apart that differ in a separator only, but not in capitals', () => {
		const numbered = [
			aUnit('a', { name: 'Avdeling A', externalKey: '1.11' }),
			aUnit('b', { name: 'Avdeling B', externalKey: '11.1b' })
		];
		const file = rowsOf(
			'nøkkel;navn;overordnet;bydel\n1.11;Avdeling A;;Nord\n11.1B;Avdeling B;;Sør\n111;Avdeling C;;\n' +
				'2.1;Kontor;1.11;\n21;Kontor;11.1b;\n'
		);
		if (!file.ok || file.kind !== 'units') throw new Error('not units');
		const plan = planUnits(file.rows, numbered);
		expect(verdicts(plan)).toEqual(['changed district', 'changed district key', 'added', 'added', 'added']);
		expect(plan.map(({ id, parent }) => id ?? parent)).toEqual(['a', 'b', null, { id: 'a' }, { id: 'b' }]);
		const find = unitFinder(numbered);
		const found = ['1.11', '11.1B'].map((text) => find(text));
		expect(found).toMatchObject([{ id: 'a' }, { id: 'b' }]);
		expect(find('111')).toBeUndefined();
	});

	it('does not move what is there', () => {
		expect(verdicts(planOf('1;Ny etat;\n100;Nordnes skole;1'))).toEqual(['added', 'importMoveElsewhere']);
	});

	it('refuses the same unit twice, on both lines', () => {
		expect(verdicts(planOf('100;Nordnes skole\n;Nordnes skole;;;;Nordnes'))).toEqual([
			'importTwice',
			'importTwice'
		]);
		expect(planOf('9;En\n9;To').map(({ problems }) => problems[0])).toEqual([
			{ code: 'importTwice', params: { line: 3 } },
			{ code: 'importTwice', params: { line: 2 } }
		]);
	});
});

describe('a file of people', () => {
	const kari: KnownPerson = {
		id: 'kari',
		email: 'Kari@kommune.no',
		displayName: 'Kari Nordmann',
		homeUnitId: 'skole',
		locale: 'nb',
		isOut: false,
		roles: [
			{
				id: 'r1',
				role: 'requester',
				unitId: 'skole',
				validFrom: '2025-01-01',
				validTo: null,
				isProviders: false
			},
			{
				id: 'r2',
				role: 'orgAdmin',
				unitId: 'skole',
				validFrom: '2025-01-01',
				validTo: null,
				isProviders: false
			}
		]
	};
	const setting: PeopleSetting = {
		units: [aUnit('skole', { name: 'Nordnes skole', externalKey: '100' }), aUnit('bibliotek')],
		people: [kari, { ...kari, id: 'ute', email: 'ute@kommune.no', isOut: true, roles: [] }],
		takenEmails: new Set(['opptatt@annen.no']),
		adminIds: new Set(['kari']),
		today: '2026-11-23'
	};
	const planOf = (text: string, more: Partial<PeopleSetting> = {}) => {
		const file = rowsOf(`e-post;navn;enhet;roller;språk;fra;til\n${text}`);
		if (!file.ok || file.kind !== 'people') throw new Error('not people');
		return planPeople(file.rows, { ...setting, ...more });
	};

	it.each([
		['ny@kommune.no;Ny Nordmann;100', 'added'],
		['KARI@kommune.no;Kari Nordmann;Nordnes skole;bestiller', 'same'],
		['kari@kommune.no;Kari N. Hansen;100', 'changed name'],
		['kari@kommune.no;Kari Nordmann;bibliotek;;nynorsk', 'changed unit language'],
		['kari@kommune.no;Kari Nordmann;100;Leder, innkjøper', 'changed roles'],
		['kari@kommune.no;Kari Nordmann;100;requester;;;31.12.2026', 'changed to'],
		['kari@kommune.no;Kari Nordmann;100;administrator;;;31.12.2026', 'lastAdministrator'],
		['ikke en adresse;Ny;100', 'importEmailUnusable'],
		['opptatt@annen.no;Ny;100', 'importEmailUnusable'],
		['ute@kommune.no;Ute Nordmann;100', 'personDeactivated'],
		['ny@kommune.no;Ny;Ingensteds', 'importUnitUnknown'],
		['ny@kommune.no;Ny;', 'importUnitMissing'],
		['ny@kommune.no;;100', 'importNameMissing'],
		['ny@kommune.no;Ny;100;Konge', 'importRoleUnknown'],
		['ny@kommune.no;Ny;100;operator', 'importRoleUnknown'],
		['ny@kommune.no;Ny;100;;klingon', 'importLanguageUnknown'],
		['ny@kommune.no;Ny;100;;;30.02.2027', 'importDateInvalid'],
		['ny@kommune.no;Ny;100;;;;01.01.2026', 'importEnded'],
		['ny@kommune.no;Ny;100;;;2027-02-01;2027-01-01', 'importDatesSwapped']
	])('says of %j: %s', (row, verdict) => {
		expect(verdicts(planOf(row))).toEqual([verdict]);
	});

	it('refuses the same person twice, on both lines', () => {
		expect(verdicts(planOf('ny@kommune.no;Ny;100\nNY@kommune.no;Ny Igjen;bibliotek'))).toEqual([
			'importTwice',
			'importTwice'
		]);
	});

	it('makes a newcomer a requester, and gives roles from today at the earliest until after their last day', () => {
		expect(planOf('ny@kommune.no;Ny;100')[0]?.newRoles).toEqual([
			{ role: 'requester', validFrom: '2026-11-23', validTo: null }
		]);
		expect(planOf('ny@kommune.no;Ny;100;leiar|buyer;;01.01.2019;31.12.2026')[0]?.newRoles).toEqual([
			{ role: 'manager', validFrom: '2026-11-23', validTo: '2027-01-01' },
			{ role: 'buyer', validFrom: '2026-11-23', validTo: '2027-01-01' }
		]);
	});

	it('leaves one administrator, however many the file ends', () => {
		const two = {
			people: [kari, { ...kari, id: 'per', email: 'per@kommune.no' }],
			adminIds: new Set(['kari', 'per'])
		};
		const end = (email: string) => `${email};Kari Nordmann;100;orgAdmin;;;31.12.2026`;
		expect(verdicts(planOf(`${end('kari@kommune.no')}\n${end('per@kommune.no')}`, two))).toEqual([
			'changed to',
			'lastAdministrator'
		]);
	});

	it('leaves to a provider when its roles end', () => {
		const roles = kari.roles.map((role) => ({ ...role, isProviders: true }));
		expect(
			verdicts(
				planOf('kari@kommune.no;Kari Nordmann;100;bestiller;;;31.12.2026', { people: [{ ...kari, roles }] })
			)
		).toEqual(['same']);
	});
});
