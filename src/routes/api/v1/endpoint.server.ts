import { app } from '$lib/app.server';
import { apiHandler } from '$lib/integration/api-handler.server';

/** An endpoint of the API on the running services. */
export const endpoint = apiHandler(() => app);
