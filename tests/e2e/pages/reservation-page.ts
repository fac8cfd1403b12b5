import { expect, type Page } from '@playwright/test';
import { plainText, text } from './texts';

/** A reservation, seen by the one who gives or the one who fetches. */
export class ReservationPage {
	constructor(
		readonly page: Page,
		readonly id: string
	) {}

	open = () => this.page.goto(`/reservations/${this.id}`);
	state = (code: 'waiting' | 'requested' | 'approved' | 'declined' | 'collected' | 'cancelled') =>
		this.page.getByRole('main').getByText(text(`reservation_${code}`), { exact: true });
	codeField = () => this.page.getByLabel(text('handoverCodeLabel'), { exact: true });
	handOverButton = () => this.page.getByRole('button', { name: text('handoverSubmit'), exact: true });
	heading = (words: string | RegExp) => this.page.getByRole('heading', { name: words });

	/** The giver says yes. */
	async approve(): Promise<void> {
		await this.open();
		await this.page.getByRole('button', { name: text('reservationApprove'), exact: true }).click();
		await expect(this.state('approved')).toBeVisible();
	}

	/** The six digits the receiver shows. */
	async readCode(): Promise<string> {
		await this.open();
		const code = this.page.getByRole('region', { name: text('reservationCodeLabel') });
		const digits = (await plainText(code)).replace(/\s/g, '').match(/\d{6}/)?.[0];
		if (!digits) throw new Error('No code is shown');
		return digits;
	}

	/** The giver types the code, and how far it went. */
	async handOver(code: string, { km }: { km?: string } = {}): Promise<void> {
		await this.open();
		await this.codeField().fill(code);
		if (km) {
			await this.page.getByText(text('handoverMore')).click();
			await this.page.getByLabel(text('handoverDistanceLabel'), { exact: true }).fill(km);
		}
		await this.handOverButton().click();
		await expect(this.heading(text('handoverDoneTitle'))).toBeVisible();
	}

	/** Addresses of the booked entries, by the kind they are listed as. */
	entryLink = (kind: 'co2Net' | 'co2Gross' | 'money' | 'massKept' | 'disposalFee') =>
		this.page.getByRole('link', { name: text(`benefitKind_${kind}`) });
}
