import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** For a server that hears a command and never answers it. */
export const silence = 'silence';

/** What the server says to a command of this name, instead of yes: `{ 'RCPT TO': '550 no such user' }`. */
export type Refusals = Readonly<Record<string, string>>;

const greeting = '220 test ESMTP\r\n';

/** A mail server of a few lines: takes every mail, unless told what to refuse. */
export async function smtpServer(refusals: Refusals = {}) {
  const messages: string[] = [];
  const recipients: string[] = [];
  const sockets = new Set<Socket>();
  let isAway = false;
  const server = createServer((socket) => {
    if (isAway) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.setEncoding('utf8');
    serve(socket, refusals, messages, recipients);
  });
  const part = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const stop = async (): Promise<void> => {
    part();
    server.close();
    await once(server, 'close');
  };
  /** Nobody is heard until the answer is called; the port stays its own. */
  const goAway = (): (() => void) => {
    isAway = true;
    part();
    return () => {
      isAway = false;
    };
  };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, messages, recipients, stop, goAway };
}

function serve(socket: Socket, refusals: Refusals, messages: string[], recipients: string[]): void {
  let received = '';
  let isMessage = false;
  socket.write(greeting);
  socket.on('data', (text: string) => {
    received += text;
    for (let end = endOf(received, isMessage); end >= 0; end = endOf(received, isMessage)) {
      const part = received.slice(0, end);
      received = received.slice(end + (isMessage ? 5 : 2));
      if (isMessage) messages.push(part);
      if (/^RCPT TO/i.test(part)) recipients.push(part.slice(8));
      const answer = isMessage ? (refusals['.'] ?? '250 kept') : answerTo(part, refusals);
      isMessage = answer.startsWith('354');
      if (answer !== silence) socket.write(`${answer}\r\n`);
    }
  });
}

const endOf = (received: string, isMessage: boolean): number => received.indexOf(isMessage ? '\r\n.\r\n' : '\r\n');

function answerTo(line: string, refusals: Refusals): string {
  const command = /^[A-Z]+( FROM| TO)?/i.exec(line)?.[0].toUpperCase() ?? '';
  if (refusals[command]) return refusals[command];
  if (command === 'DATA') return '354 go on';
  return command === 'QUIT' ? '221 bye' : '250 yes';
}
