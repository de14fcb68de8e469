/** Where a visitor can be; the header `etalage-channel` tells, WEB is the default. */
export const channels = ['WEB', 'APP', 'VOICE', 'KIOSK', 'CHAT', 'AGENT', 'EMAIL', 'STORE'] as const;

export type Channel = (typeof channels)[number];

export function isChannel(value: string): value is Channel {
  return (channels as readonly string[]).includes(value);
}
