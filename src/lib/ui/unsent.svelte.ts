/** Something typed or photographed on this device that has not been sent: told to whoever is about to give the device away. */
class Unsent {
	exists = $state(false);
}

/** One per browser tab; the server never writes to it. */
export const unsent = new Unsent();
