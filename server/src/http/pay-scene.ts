/** Where a buyer sits, by what her browser calls itself; a mini-program says so itself. */
export function sceneOf(userAgent: string | undefined): 'wechat' | 'phone' | 'desk' {
  const agent = userAgent ?? '';
  if (/MicroMessenger\//i.test(agent)) return 'wechat';
  const small = /Mobile|Android|iPhone|iPad|HarmonyOS/i.test(agent);
  return !small && /Windows NT|Macintosh|X11/.test(agent) ? 'desk' : 'phone';
}

/** The two large ones do not open each other's cashier. */
export function opensHere(way: string, userAgent: string | undefined): boolean {
  const agent = userAgent ?? '';
  if (/MicroMessenger\//i.test(agent)) return way !== 'alipay';
  if (/AlipayClient\//i.test(agent)) return way !== 'wechat-pay';
  return true;
}
