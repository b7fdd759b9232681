export const zh = {
  noneFits: '没有符合的',
  noneFitsWords: '去掉一个条件试试。',
  before: '上一页',
  after: '下一页',
  all: '共 {count} 条',
  from: '从',
  to: '到',
  export: '导出',
};
