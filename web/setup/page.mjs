/** The first page of a chain of one's own: four fields, one request, then the console. */
const WORDS = {
  zh: {
    title: '建立你的连锁',
    lead: '填好四项就能进后台。门店、商品和员工进去再加。',
    name: '连锁名称',
    adminName: '你的姓名',
    login: '登录名或手机号',
    password: '密码',
    passwordHint: '至少 8 个字，不要用名字或常见密码。',
    go: '建立连锁',
    done: '好了。用刚才的登录名和密码进后台。',
    open: '打开后台',
    missing: '四项都要填。',
    away: '连不上服务器，稍后再试。',
    language: 'English',
  },
  en: {
    title: 'Set up your chain',
    lead: 'Four fields and you are in. Stores, goods and staff come later.',
    name: 'Name of the chain',
    adminName: 'Your name',
    login: 'Login or phone number',
    password: 'Password',
    passwordHint: 'At least 8 characters, no names, no well-known password.',
    go: 'Set up',
    done: 'Done. Sign in to the console with that login and password.',
    open: 'Open the console',
    missing: 'All four are needed.',
    away: 'The server does not answer. Try again in a moment.',
    language: '中文',
  },
};
const form = document.getElementById('form');
const problem = document.getElementById('problem');
const code = new URLSearchParams(location.search).get('code') ?? '';
let language = navigator.language.startsWith('zh') ? 'zh' : 'en';

function show() {
  const words = WORDS[language];
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  for (const each of document.querySelectorAll('[data-words]')) {
    each.textContent = words[each.dataset.words];
  }
  document.getElementById('language').textContent = words.language;
}

function complain(text) {
  problem.textContent = text;
  problem.hidden = text === '';
}

document.getElementById('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh';
  complain('');
  show();
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  complain('');
  const wish = Object.fromEntries(new FormData(form));
  if (Object.values(wish).some((value) => value.trim() === '')) {
    complain(WORDS[language].missing);
    return;
  }
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    const answer = await fetch('/api/setup', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-quandian': '1' },
      body: JSON.stringify({ ...wish, code }),
    });
    if (answer.ok) {
      form.hidden = true;
      document.getElementById('done').hidden = false;
      return;
    }
    const { code: refusal, facts = {} } = await answer.json();
    const words = await fetch('/setup/refusals.json').then((file) => file.json());
    const text = words[refusal]?.[language] ?? refusal;
    complain(text.replace(/\{(\w+)\}/g, (_, key) => facts[key] ?? ''));
  } catch {
    complain(WORDS[language].away);
  } finally {
    button.disabled = false;
  }
});

show();
