import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emlMailer } from '../../actors/mails/eml.adapter.ts';
import { smtpMailer } from '../../actors/mails/smtp.adapter.ts';
import { type MailerHarness, mailerSuite } from './mailer.suite.ts';
import { type Refusals, silence, smtpServer } from './smtp.given.ts';
import { temporary } from './sqlite.given.ts';

const from = 'Souk <no-reply@souk.example>';
const mail = { key: 'k', to: 'ada@example.com', subject: 'Hello', text: 'Hello\n', at: 0 };

async function emlHarness(): Promise<MailerHarness> {
  const home = temporary('mail');
  const directory = join(home, 'mail');
  return {
    open: () => emlMailer({ directory, from }),
    arrived: async () => readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8')),
    fail: async () => {
      rmSync(directory, { recursive: true, force: true });
      writeFileSync(directory, 'no directory');
      return async () => rmSync(directory);
    },
    clean: async () => rmSync(home, { recursive: true }),
  };
}

async function smtpHarness(): Promise<MailerHarness> {
  const server = await smtpServer();
  return {
    open: () => smtpMailer({ url: server.url, from }),
    arrived: async () => server.messages,
    fail: async () => {
      const comeBack = server.goAway();
      return async () => comeBack();
    },
    clean: server.stop,
  };
}

mailerSuite('file', emlHarness);
mailerSuite('SMTP', smtpHarness);

describe('a mail as a file', () => {
  test('is written once under its key, whole and for its owner alone', async () => {
    const directory = temporary('mail');
    chmodSync(directory, 0o700);
    const mailer = emlMailer({ directory, from });
    await Promise.all([mailer.send(mail), mailer.send(mail)]);
    await mailer.send({ ...mail, subject: 'Another' });
    await emlMailer({ directory, from }).send(mail);
    const names = readdirSync(directory);
    expect(names).toEqual([expect.stringMatching(/^[0-9a-z]{20}\.eml$/)]);
    const path = join(directory, names[0] ?? '');
    expect(readFileSync(path, 'utf8')).toMatch(/Subject: Hello\r\n[\s\S]*\r\n\r\nHello\r\n$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    rmSync(directory, { recursive: true });
  });
  test('holds its text as it was written, for whoever opens it in an editor', async () => {
    const directory = temporary('mail');
    const link = `https://souk.example/password/reset?tenant=demo&token=${'x'.repeat(120)}`;
    await emlMailer({ directory, from }).send({ ...mail, text: `Grüße,\n${link}\n` });
    const [name = ''] = readdirSync(directory);
    const message = readFileSync(join(directory, name), 'utf8');
    expect(message).toMatch(/^Content-Transfer-Encoding: 8bit\r$/m);
    expect(message.split('\r\n\r\n')[1]).toBe(`Grüße,\r\n${link}\r\n`);
    rmSync(directory, { recursive: true });
  });
  test('survives a draft that was never finished', async () => {
    const directory = temporary('mail');
    mkdirSync(join(directory, 'mail'));
    const mailer = emlMailer({ directory: join(directory, 'mail'), from });
    await mailer.send(mail);
    const [name = ''] = readdirSync(join(directory, 'mail'));
    rmSync(join(directory, 'mail', name));
    writeFileSync(join(directory, 'mail', `${name}.1.draft`), 'half');
    await emlMailer({ directory: join(directory, 'mail'), from }).send(mail);
    expect(readFileSync(join(directory, 'mail', name), 'utf8')).toContain('Subject: Hello');
    rmSync(directory, { recursive: true });
  });
});

describe('a mail server', () => {
  const sent = async (refusals: Refusals, timeoutMs = 30_000): Promise<boolean | 'later'> => {
    const server = await smtpServer(refusals);
    const mailer = smtpMailer({ url: server.url, from, timeoutMs });
    try {
      return await mailer.send(mail);
    } catch {
      return 'later';
    } finally {
      await mailer.close();
      await server.stop();
    }
  };
  test.each<readonly [string, Refusals, boolean | 'later']>([
    ['takes the mail', {}, true],
    ['does not know the recipient', { 'RCPT TO': '550 no such user' }, false],
    ['finds the mail box full', { 'RCPT TO': '452 full' }, 'later'],
    ['does not want the message', { '.': '554 looks like spam' }, false],
    ['is short of space', { '.': '451 try later' }, 'later'],
    ['does not take the sender', { 'MAIL FROM': '550 who are you' }, 'later'],
    ['goes away', { 'RCPT TO': '421 closing' }, 'later'],
  ])('that %s', async (_what, refusals, answer) => {
    expect(await sent(refusals)).toBe(answer);
  });
  test('that says nothing is given up in time', async () => {
    expect(await sent({ 'MAIL FROM': silence }, 500)).toBe('later');
  });
  test.each([
    'ada@example.com>\r\nRCPT TO:<eve@example.com',
    'ada@example.com, eve@example.com',
    'ada@example.com\nBcc: eve@example.com',
  ])('gets one recipient, though the address is %j', async (to) => {
    const server = await smtpServer();
    const mailer = smtpMailer({ url: server.url, from });
    await mailer.send({ ...mail, to }).catch(() => false);
    await mailer.close();
    await server.stop();
    expect(server.recipients.length).toBeLessThanOrEqual(1);
  });
});
