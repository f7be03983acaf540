/** What many people pick, so that nobody's vault hangs on it. Lower case, letters only. */

export const ROWS = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qazwsxedcrfvtgbyhnujmikolp'];

/** Lines that everybody knows; taken away before shorter words are. */
export const LONG = [
  '床前明月光疑是地上霜举头望明月低头思故乡',
  '白日依山尽黄河入海流欲穷千里目更上一层楼',
  '春眠不觉晓处处闻啼鸟夜来风雨声花落知多少',
  '锄禾日当午汗滴禾下土谁知盘中餐粒粒皆辛苦',
  '好好学习天天向上',
  '全心全意为人民服务',
  '起来不愿做奴隶的人们',
  '世上无难事只怕有心人',
  '人之初性本善性相近习相远',
  '赵钱孙李周吴郑王',
  '天地玄黄宇宙洪荒',
  'chuangqianmingyueguang',
  'haohaoxuexitiantianxiangshang',
  'thequickbrownfoxjumpsoverthelazydog',
  'tobeornottobethatisthequestion',
  'correcthorsebatterystaple',
  'letmeinplease',
  'maytheforcebewithyou',
  'onceuponatime',
  'twinkletwinklelittlestar',
  'inthebeginning',
];

export const WORDS = [
  ...'iloveyou ilovemy iloveu loveyou password passwort passw passwd passphrase letmein welcome'.split(' '),
  ...'administrator admin root login access master monkey dragon football baseball basketball'.split(' '),
  ...'princess sunshine superman batman shadow michael jennifer jessica charlie liverpool chelsea'.split(' '),
  ...'arsenal barcelona whatever trustno freedom secret hello world qwerty azerty changeme default'.split(' '),
  ...'computer internet samsung iphone xiaomi huawei google facebook wechat weixin alipay taobao'.split(' '),
  ...'forever friends family mother father jesus christ bismillah allah blessed nairobi kenya china'.split(' '),
  ...'woaini woaiwo woaijia aini laopo laogong baobei baobao mima zhongguo beijing shanghai'.split(' '),
  ...'nihao xiexie zhang wang chen yang zhao huang zhou liu lin xiao ming wei gongyou biaozhu'.split(' '),
  ...'annotation annotator labeling datalabel mypassword test user guest summer winter spring autumn'.split(' '),
  ...'我爱你 爱你一万年 一生一世 老婆 老公 宝贝 密码 你好 谢谢 中国 北京 上海 中华人民共和国 恭喜发财'.split(' '),
  ...'生日快乐 万事如意 身体健康 一路平安 心想事成 平安 幸福 快乐 永远 加油 工友 标注员 微信 支付宝'.split(' '),
  ...'一二三四五六七八九十 一二三四五六七 阿弥陀佛 新年快乐'.split(' '),
].sort((one, two) => two.length - one.length);
