const patienceMilliseconds = 5_000;

/** Whether the mail server of `LICET_SMTP_URL` answers and takes our sign-in; undefined, or why not. */
export async function mailServerFault(smtpUrl: string): Promise<string | undefined> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patienceMilliseconds,
    greetingTimeout: patienceMilliseconds,
    socketTimeout: patienceMilliseconds,
  });
  try {
    await transport.verify();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    transport.close();
  }
}
