import { expect, it } from 'vitest';
import { AppError } from './errors';
import { faultText } from './job-fault';

it('keeps class, code and constraint of a fault, and nothing anybody wrote', () => {
	const duplicate = Object.assign(new Error('Key (email)=(kari@fjord.example) already exists.'), {
		code: '23505',
		constraint: 'person_email_key',
		detail: 'Kari Nordmann'
	});
	expect(faultText(duplicate, 'f-1')).toBe('Error 23505 person_email_key (f-1)');
	expect(faultText(new TypeError('x of Kari is undefined'), 'f-2')).toBe('TypeError (f-2)');
	expect(faultText(new AppError('listingReserved', 409), 'f-3')).toBe('AppError listingReserved (f-3)');
});

it.each(['just a text about Kari', null, undefined, { code: 'a text with Kari in it' }])(
	'takes %j for a fault without a code',
	(thrown) => {
		expect(faultText(thrown, 'f')).toBe('Error (f)');
	}
);
