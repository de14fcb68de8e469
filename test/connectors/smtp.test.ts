import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smtp } from '../../connectors/smtp.ts';
import type { Call } from '../../src/contract/call.ts';

/** A server of RFC 5321 as far as it takes one mail: what it was told, line by line, and the mails. */
const received: string[] = [];
let refuse: string | null = null;
let server: Server;
let url: string;

function serve(socket: Socket): void {
  let inData = false;
  let mail = '';
  socket.write('220 mail.example ESMTP\r\n');
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes) => {
    for (const line of bytes.toString().split('\r\n').slice(0, -1)) {
      if (inData) {
        if (line === '.') {
          inData = false;
          received.push(mail);
          socket.write('250 taken\r\n');
        } else mail += `${line}\n`;
        continue;
      }
      const [word = ''] = line.toUpperCase().split(/[ :]/);
      if (word === 'DATA') {
        inData = true;
        mail = '';
        socket.write('354 go on\r\n');
      } else if (word === 'QUIT') socket.end('221 bye\r\n');
      else if (word === 'STARTTLS') socket.write('502 no TLS here\r\n');
      else if (word === 'RCPT' && refuse) socket.write(`${refuse}\r\n`);
      else socket.write('250 ok\r\n');
    }
  });
}

beforeAll(async () => {
  server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `smtp://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const site = { key: 'acme-nl', brand: 'acme', country: 'NL', language: 'nl', currency: 'EUR', settings: {} };
const call: Call = { site, locale: 'nl-NL', signal: new AbortController().signal };
const mail = { id: 'one', to: 'ann@mail.example', subject: 'Uw code: été', text: 'Uw code is 12345678.\n' };

describe('connectors: smtp', () => {
  it('sends a mail once, to one address, as plain text', async () => {
    const { mailer, close, check } = smtp({ url, from: { acme: 'Acme <shop@acme.example>' }, plain: true });
    await mailer?.send(mail, call);
    await mailer?.send(mail, call);
    await mailer?.send({ ...mail, id: 'two', subject: 'A\r\nBcc: eve@mail.example' }, call);
    expect(received).toHaveLength(2);
    expect(received[0]).toMatch(/^From: Acme <shop@acme.example>$/m);
    expect(received[0]).toMatch(/^To: ann@mail.example$/m);
    expect(received[0]).toMatch(/^Content-Type: text\/plain/m);
    expect(received[0]).toContain('12345678');
    expect(received[1]).not.toMatch(/^Bcc/m);
    expect(await check?.([site], call.signal)).toEqual([]);
    await close?.();
  });

  it('says what failed without the address: refused for good, for now, or without a sender', async () => {
    const { mailer, close } = smtp({ url, from: { acme: 'shop@acme.example' }, plain: true });
    const failure = (to = mail.to, brand = 'acme') =>
      mailer?.send({ ...mail, id: 'three', to }, { ...call, site: { ...site, brand } }).then(
        () => null,
        (error: Error & { code: string }) => ({ code: error.code, message: error.message }),
      );
    refuse = '550 no such user ann@mail.example';
    expect(await failure()).toEqual({ code: 'CONNECTOR_REJECTED', message: 'smtp.mailer: SMTP 550' });
    refuse = '451 later';
    expect(await failure()).toEqual({ code: 'CONNECTOR_UNAVAILABLE', message: 'smtp.mailer: SMTP 451' });
    refuse = null;
    expect(await failure(mail.to, 'other')).toMatchObject({ code: 'CONNECTOR_REJECTED' });
    await close?.();
  });

  it('sends nothing over a line that anybody may read, unless it is told to', async () => {
    const before = received.length;
    const { mailer, close } = smtp({ url, from: 'shop@acme.example' });
    await expect(mailer?.send({ ...mail, id: 'four' }, call)).rejects.toMatchObject({ code: 'CONNECTOR_REJECTED' });
    expect(received).toHaveLength(before);
    await close?.();
  });
});
