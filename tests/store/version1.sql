PRAGMA application_id = 1667330661;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('first','1001');
INSERT INTO meta VALUES('id','0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meta VALUES('key','0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meta VALUES('owner','root');
INSERT INTO meta VALUES('trial','1');
CREATE TABLE policy (id INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL,
  effective INTEGER NOT NULL, digest BLOB NOT NULL, text TEXT NOT NULL, path TEXT,
  approved_by TEXT, adopted_at INTEGER NOT NULL) STRICT;
INSERT INTO policy VALUES(1,'small-agency','2026.1',1767196800,X'b13c7173c67e1f0d0db1a707fc5516c7bd173ccb54271c8d6a9adb0df33594f7',replace('care-policy-bundle 1\npart 27 8406\n/srv/care/small-agency.yaml\n# A travel agency of a few people: a complete policy to begin with.\n#\n# Tags behind figures: S0-5.3.1a .. = clause of the company''s rules (S0 complaint\n# handling, S1 travel service, S2 customer care, S3 staff and customers, S4 travel\n# care handbook); LAW = statute; NORM = norm; OURS = our choice, the rules give no\n# figure: change it. Not legal advice; management approves (S2-8).\n#\n# Durations: 90s 30m 24h wall clock, also at night · 4bh open hours · 2wd working\n# days · 7d 6mo 2y calendar days, months, years (the day of the start is not\n# counted; a last day off rolls on: LAW Civil Code 201-203).\n# Quote times of day and everything with a comma; write true and false.\n#\n# Fields of templates: company customer_name product trip departs returns booking\n# case kind due level promise owner link token left late, and the fields below.\nschema: 1\npolicy: small-agency\ntitle: 小旅行社客户服务制度\ncompany: 小舟旅行社                    # who signs the messages\nversion: "2026.1"\neffective: "2026-01-01"\napproved_by: 总经理                      # S2-8\ntimezone: Asia/Shanghai\n\ncalendars:\n  office:                                # OURS\n    hours: {mon-fri: "09:00-12:00 13:30-18:00", sat: "10:00-14:00"}\n    days: [calendars/cn.yaml]            # LAW 全国年节及纪念日放假办法\n  legal:                                 # for d, mo, y\n    hours: {mon-fri: "00:00-24:00"}\n    days: [calendars/cn.yaml]\n\ndefaults:\n  working: office\n  days: legal\n  owes: owner\n  on_change: keep\n  on_reopen: fresh\n  catch_up: highest\n  notify_by: [wecom]                     # OURS\n\nwords:                                   # ours; any other word is an error\n  kinds:                                 # S1-2.1.2, S4-1.2.1b\n    complaint: 投诉\n    consultation: 咨询\n    request: 需求\n    incident: 突发状况                   # S1-2.2.4c\n    grievance: 抱怨                      # found by a greeting call or a low score\n  severities: {minor: 轻微, normal: 一般, serious: 严重, urgent: 紧急}    # rising; OURS\n  channels:                              # S0-5.1a, S1-2.1.2a\n    phone: 电话\n    mail: 电子邮件\n    store: 门店\n    wechat: 微信\n    sms: 短信\n    wecom: 企业微信\n    app: APP\n    regulator: 旅游投诉处理机构          # S4-1.1.0\n  roles: {owner: 经办人, supervisor: 主管, manager: 经理}\n  tiers: {regular: 普通客户, vip: 优质客户}                 # S3-3.5.1\n  outcomes:\n    settled: 达成一致\n    explained: 解释说明\n    withdrawn: 客户撤回\n    rejected: 不予支持\n    unreachable: 无法联系\n  call_results:                          # S4-1.2.1b\n    satisfied: 接通-满意\n    trouble: 接通-有问题\n    complaint: 接通-投诉\n    declined: 接通-拒访\n    busy: 占线\n    unanswered: 无人接听\n    wrong_number: 号码错误\n  questions:\n    result: 您对处理结果是否满意         # S0-5.3.3\n    speed: 您对处理速度是否满意\n    attitude: 您对接待人员的态度是否满意\n\nfields:\n  desired_remedy: {for: complaint, type: text, title: 客户诉求}       # S0-5.2\n  notice_date: {for: complaint, type: date, title: 受理通知日期}      # S4-1.1.3\n  needs:                                 # S1-2.1.3c\n    for: booking\n    type: words\n    of: {vegetarian: 素食, wheelchair: 轮椅, child: 儿童}\n    title: 特殊需求\n    class: sensitive                     # LAW 个人信息保护法 28\n\npromises:\n  - {name: first_action, when: {kind: complaint}, within: 24h, ladder: complaint}        # S0-5.3.1a\n  - {name: result, when: {kind: complaint}, to: replied, within: 48h, ladder: complaint} # S0-5.3.1b\n  - {name: result, when: {kind: complaint, severity: [serious, urgent]}, to: replied, within: 24h, ladder: complaint}   # OURS\n  - {name: result_limit, when: {kind: complaint}, to: replied, within: 7d, hard: true, ladder: limit}   # S4-4.10b\n  - {name: progress, when: {kind: complaint}, to: customer_told, every: 24h, until: closed}   # S0-5.3.2; OURS 24 h\n  - {name: told, from: told, due: told_time, to: replied, turns: each, ladder: complaint}      # S1-2.1.2b\n  - name: authority                      # LAW: our answer to the authority; see the\n    when: {channel: regulator}           # notice for its date, which counts\n    from: notice_date\n    to: answered_authority\n    within: 5wd                          # LAW 旅游投诉处理办法, draft of 2025; before: 10 days\n    margin: 1wd                          # OURS\n    hard: true\n    ladder: limit\n  - {name: first_action, when: {kind: grievance}, within: 24h, ladder: complaint}        # S4-1.2.1b; OURS 24 h\n  - {name: first_action, when: {kind: incident}, within: 15m, ladder: incident}          # S1-2.2.4c "at once"; OURS 15 min\n  - {name: reply, when: {kind: consultation, channel: phone}, to: replied, within: 1bh}  # S4-5.4.2.3\n  - {name: reply, when: {kind: consultation}, to: replied, within: 0wd}                  # S4-4.10a\n  - {name: reply, when: {kind: request}, to: replied, within: 1wd}                       # OURS\n  - name: greeting                       # S4-1.2.1a: the day after they came home\n    for: booking\n    from: returned\n    to: called\n    window: "returns + 1d, 10:00 .. 20:00"       # hours: OURS\n    by: phone\n    purpose: care\n    unless: {customer.open_complaint: true}\n  - {name: visit, for: customer, when: {tier: vip}, to: visited, every: 90d, from: last_kept, purpose: care}   # S3-3.5.1; OURS 90 d\n\npauses:\n  waiting_customer: {stops: [result, progress], cap: 3d, cap_in: total}  # OURS\n\nladders:                                 # S2-5.3; the steps: OURS\n  complaint:\n    - {name: half, at: 50%, notify: owner}\n    - {name: soon, at: due - 2h, notify: [owner, supervisor]}\n    - {name: due, at: due, notify: supervisor, raise: severity}\n    - {name: over, at: due + 4h, notify: manager, reassign: supervisor, every: 1d, times: 3}\n  incident:\n    - {name: due, at: due, notify: [supervisor, manager], urgent: true}\n    - {name: over, at: due + 15m, notify: manager, every: 15m, times: 4, urgent: true}\n  limit:\n    - {name: soon, at: due - 1d, notify: manager, urgent: true}\n    - {name: due, at: due, notify: manager, urgent: true}\n\ngroups:                                  # S4-2.7a; the numbers: OURS\n  - name: same_trip\n    when: {kind: complaint}\n    same: [trip]\n    within: 7d\n    levels: {warning: 2, group: 4, crisis: 10}\n    notify: manager\n\nmessages:\n  - name: pretrip                        # S1-2.1.3b: one to three days before\n    for: booking\n    window: "departs - 3d .. departs - 1d, 10:00"\n    by: [sms, mail]\n    purpose: service\n    template: pretrip\n  - name: pretrip                        # S1-2.1.3c: who needs help is called\n    for: booking\n    when: {any: [{long_haul: true}, {needs: [wheelchair]}]}\n    window: "departs - 3d .. departs - 1d, 10:00"\n    by: [phone]\n    replaces_sent: true\n    purpose: service\n    template: pretrip\n\nsurveys:\n  - name: complaint                      # S0-5.3.3\n    when: {kind: complaint}\n    after: closed\n    delay: 1d                            # OURS\n    ask: [result, speed, attitude]\n    by: [sms, mail]\n    template: invitation\n    cooldown: 30d                        # OURS: nobody is asked twice in a month\n    expires: 14d                         # OURS\n    low: {at_most: 2, of: any, opens: grievance}     # S4-1.2.1b\n\ntemplates:\n  pretrip: |\n    {{customer_name}}，您好！您预订的{{product}}将于{{departs}}出发，距出发还有{{left}}。\n    请带好有效证件，留意目的地天气，备好衣物、常用药品和转换插头；集合时间与地点以行程单为准。\n    如有疑问请联系我们，预订编号{{booking}}。祝您旅途愉快！{{company}}\n  invitation:\n    subject: "{{company}}：请您评价我们的处理"\n    text: |\n      {{customer_name}}，您好！您反映的事项（编号{{case}}）已处理完毕。\n      请用一分钟告诉我们您是否满意：{{link}}\n      您也可以直接回复1至5分，5分为非常满意。回复TD不再接收此类邀请。{{company}}\n  notice:                                # to staff, by the channels of notify_by\n    subject: "{{kind}}{{case}}：{{promise}}须在{{due}}前完成"\n    text: |\n      {{kind}}{{case}}的“{{promise}}”须在{{due}}前完成{{#left}}，还有{{left}}{{/left}}{{#late}}，已超时{{late}}{{/late}}。\n      级别：{{level}}；经办人：{{owner}}。\n\npart 17 3250\ncalendars/cn.yaml\n# Working days of China: statutory days off with the weekends moved for them\n# (off) and the days worked in exchange (work), by the State Council''s paper of\n# each year. A date without a year lies in the year it stands under; a paper\n# may move days of the December before. Saturdays and Sundays are not listed:\n# they follow from the hours of the calendar that reads this file.\ncalendar: cn\ntitle: 中国法定节假日与调休\nsource: 国务院办公厅关于各年部分节假日安排的通知\n\n# 全国年节及纪念日放假办法 (2024-11-10), art. 2: fixed by date, known before\n# the paper of the year. The lunar ones are only known from the papers.\nyearly_off: [01-01, 05-01, 05-02, 10-01, 10-02, 10-03]\n\nyears:\n  2018:\n    # http://www.gov.cn/zhengce/zhengceku/2017-11/30/content_5243579.htm\n    off: [01-01, 02-15 .. 02-21, 04-05 .. 04-07, 04-29 .. 05-01, 06-18, 09-24,\n          10-01 .. 10-07]\n    # 05-02 is off by law since 2025 only; in 2018 it was a plain working day\n    work: [02-11, 02-24, 04-08, 04-28, 05-02, 09-29, 09-30]\n  2019:\n    # http://www.gov.cn/zhengce/zhengceku/2018-12/06/content_5346276.htm\n    # http://www.gov.cn/zhengce/zhengceku/2019-03/22/content_5375877.htm\n    off: [2018-12-30 .. 01-01, 02-04 .. 02-10, 04-05, 05-01 .. 05-04, 06-07,\n          09-13, 10-01 .. 10-07]\n    work: [2018-12-29, 02-02, 02-03, 04-28, 05-05, 09-29, 10-12]\n  2020:\n    # http://www.gov.cn/zhengce/zhengceku/2019-11/21/content_5454164.htm\n    # http://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm\n    off: [01-01, 01-24 .. 02-02, 04-04 .. 04-06, 05-01 .. 05-05,\n          06-25 .. 06-27, 10-01 .. 10-08]\n    work: [01-19, 02-03, 04-26, 05-09, 06-28, 09-27, 10-10]\n  2021:\n    # http://www.gov.cn/zhengce/zhengceku/2020-11/25/content_5564127.htm\n    off: [01-01 .. 01-03, 02-11 .. 02-17, 04-03 .. 04-05, 05-01 .. 05-05,\n          06-12 .. 06-14, 09-19 .. 09-21, 10-01 .. 10-07]\n    work: [02-07, 02-20, 04-25, 05-08, 09-18, 09-26, 10-09]\n  2022:\n    # http://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm\n    off: [01-01 .. 01-03, 01-31 .. 02-06, 04-03 .. 04-05, 04-30 .. 05-04,\n          06-03 .. 06-05, 09-10 .. 09-12, 10-01 .. 10-07]\n    work: [01-29, 01-30, 04-02, 04-24, 05-07, 10-08, 10-09]\n  2023:\n    # http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm\n    off: [2022-12-31 .. 01-02, 01-21 .. 01-27, 04-05, 04-29 .. 05-03,\n          06-22 .. 06-24, 09-29 .. 10-06]\n    work: [01-28, 01-29, 04-23, 05-06, 06-25, 10-07, 10-08]\n  2024:\n    # https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm\n    off: [01-01, 02-10 .. 02-17, 04-04 .. 04-06, 05-01 .. 05-05, 06-10,\n          09-15 .. 09-17, 10-01 .. 10-07]\n    work: [02-04, 02-18, 04-07, 04-28, 05-11, 09-14, 09-29, 10-12]\n  2025:\n    # https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm\n    off: [01-01, 01-28 .. 02-04, 04-04 .. 04-06, 05-01 .. 05-05,\n          05-31 .. 06-02, 10-01 .. 10-08]\n    work: [01-26, 02-08, 04-27, 09-28, 10-11]\n  2026:\n    # https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm\n    off: [01-01 .. 01-03, 02-15 .. 02-23, 04-04 .. 04-06, 05-01 .. 05-05,\n          06-19 .. 06-21, 09-25 .. 09-27, 10-01 .. 10-07]\n    work: [01-04, 02-14, 02-28, 05-09, 09-20, 10-10]\n\n','\n',char(10)),'/srv/care/small-agency.yaml','总经理',1773277200);
CREATE TABLE run (id INTEGER PRIMARY KEY, tool TEXT NOT NULL, began INTEGER NOT NULL,
  ended INTEGER, now INTEGER NOT NULL, counts TEXT, rc INTEGER) STRICT;
INSERT INTO run VALUES(1,'care-store init',1773277200,1773277200,1773277200,NULL,0);
INSERT INTO run VALUES(2,'care-store init',1773277200,1773277200,1773277200,NULL,0);
INSERT INTO run VALUES(3,'care-intake staff',1773277260,1773277260,1773277260,'new=2 same=0 changed=0 refused=0 encoding=UTF-8',0);
INSERT INTO run VALUES(4,'care-intake cases',1773280800,1773280800,1773280800,'new=3 same=0 changed=0 refused=0 encoding=UTF-8',0);
INSERT INTO run VALUES(5,'care-case assign',1773280860,1773280860,1773280860,NULL,0);
INSERT INTO run VALUES(6,'care-case reply',1773284400,1773284400,1773284400,NULL,0);
INSERT INTO run VALUES(7,'care-case close',1773284700,1773284700,1773284700,NULL,0);
INSERT INTO run VALUES(8,'care-escalate run',1773367200,1773367200,1773367200,'promises=2 fired=2 superseded=2 planned=2',0);
CREATE TABLE entry (id INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL,
  actor INTEGER NOT NULL, done_by INTEGER, tool TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES run(id), policy INTEGER REFERENCES policy(id),
  once TEXT UNIQUE, root BLOB NOT NULL, chain BLOB NOT NULL) STRICT;
INSERT INTO entry VALUES(1,1773277200,0,NULL,'care-store init',1,NULL,NULL,X'449f2d62e606ca49e6da8d2e99f5de2dd3ee1150970897eace5036829eff1f3f',X'e73c9280a2f4dc22c4bfc375e194ff5e98b1ab3331259c42188bb1510f12b727');
INSERT INTO entry VALUES(2,1773277200,0,NULL,'care-store init',2,NULL,NULL,X'2606b61a67fc9869c3d131d8a8478701161106510fe42b85fc038dbaf25eb849',X'6f5fdf13f1520809efcf3cb319072092b622754068e8a1229164a8d2a8dedada');
INSERT INTO entry VALUES(3,1773277260,0,NULL,'care-intake staff',3,1,NULL,X'9a64775319f6092cb0c07d02f7093739c3ffbaa0b76651215914c771436f00a5',X'ceb3a4cfb7dbadeae585d8e0649d6e64782935fe2a56277273427535f94940e2');
INSERT INTO entry VALUES(4,1773280800,0,NULL,'care-intake cases',4,1,NULL,X'972443a42f182023ba9a7f9496fba42a3a97ffa22e806a57d80bf43a7845bff2',X'46262f28e05e15d90087360fea30528a225eeee4302d07ab6eb4864ad0b857cc');
INSERT INTO entry VALUES(5,1773280860,0,NULL,'care-case assign',5,1,NULL,X'f2fde42dbac8b314bf59b5a5cb83b3e2ff84bd8a443b3df563c655bce36d6f54',X'e291533b0af13eae4de8702923fce691eb99d93288a80e3ba9a92c9d99081b30');
INSERT INTO entry VALUES(6,1773280860,0,NULL,'care-case assign',5,1,NULL,X'8427d383658a9643c8d048ec2362f48e87e93e19d74a29e572e4a77c01d72c58',X'eb3bda5dad426f939631d4f8d496cc56a7e4d67360dd0b986c51588c9f808bdc');
INSERT INTO entry VALUES(7,1773280860,0,NULL,'care-case assign',5,1,NULL,X'da8cbd9dc90787b7f4cc9eb6aa8f343b5a904c5d543bdaa072ce9754ea8f13c9',X'5a6527971afd562485e472de77c5f9270ff472a21c1d26ce53a9833a9327c319');
INSERT INTO entry VALUES(8,1773284400,0,NULL,'care-case reply',6,1,NULL,X'09823ca80667f5f2501212f822ae7b469cec5ca84b00686749d10f1be66a1430',X'ebc5ed22f57d2c4aee9fd9e6eb7d776685e00f22d1c7bfe0009f0a6823503d35');
INSERT INTO entry VALUES(9,1773284700,0,NULL,'care-case close',7,1,NULL,X'6e7bb36c1f8d3c35e35556bae258344b50f122c5c5f2aa65c424905b3644b139',X'07fcca890e8b2cf3739741919352f77dc22cb2db3fef0bdbf7c6767fff4f372b');
INSERT INTO entry VALUES(10,1773367200,0,NULL,'care-escalate run',8,1,NULL,X'1a5f872ac718ee8e1a53ce709d8d100e27cbd1b21146eb2469b6a772ec1c1394',X'47eca8efa4868b4e5f45731a6a3c717054f5d34755a2b78fa36e8d4ee6f2ca13');
CREATE TABLE content (id INTEGER PRIMARY KEY, person INTEGER, digest BLOB NOT NULL,
  salt BLOB, body TEXT, erased_by INTEGER REFERENCES entry(id),
  CHECK ((body IS NULL) = (salt IS NULL) AND (body IS NULL) = (erased_by IS NOT NULL))) STRICT;
INSERT INTO content VALUES(1,1001,X'0fca122cc1e05113f55e1a22d1090d658a763ec08191b2a3fe9a9977b3b5be7e',X'2ffb1a9d3e7f795c0165c630b8c91b99','1 name=刘洋',NULL);
INSERT INTO content VALUES(2,1002,X'9740e0b49985d39c706c69e74629e41fb90d712f0a3b01a702492fa77f6099c9',X'ed5a788d82f23d8dc7cebf14e69013af','1 name=王芳',NULL);
INSERT INTO content VALUES(3,1003,X'b665eaead22d15c1ec1c86483f2d207d79d463190150f25b5714344c7abcbc91',X'bd487e17c964482d5914d1982a33f3a0','1 name=李梅',NULL);
INSERT INTO content VALUES(4,1003,X'a0095fa256e6f84f5a9c7b59d5c29c931157ee3289036296132143ff43db8fcc',X'4440871092232dcbf8bb408e434d4f80','0 value=13800138000',NULL);
INSERT INTO content VALUES(5,1003,X'4403c9471dec459eea4501beb89c77cb6d910b463c561711dce6fb81aa6035f0',X'3f484157a47f62ba6ad6b9613661a3bd','. text=大巴迟到',NULL);
INSERT INTO content VALUES(6,1005,X'd583624ade45d903adb0d5075107a8b2d8b83619f3f2cc7cabe942bdf66eb3ea',X'7c47ebaa9df8b820e20053b575870995','1 name=王强',NULL);
INSERT INTO content VALUES(7,1005,X'2fbeed01b0f3c517e4a1929a58f95fd1fd2b2a5127cf17bbb05f057242be5732',X'10e3f61ab87340e5ce445979906300f1','0 value=13900139000',NULL);
INSERT INTO content VALUES(8,1005,X'738ba914537cadb5528d209c53ccd9699a15bdf38bdcf20f498d9a923343949d',X'f8b638f33cc1bb013269f3f43975bfe1','. text=酒店脏',NULL);
INSERT INTO content VALUES(9,1007,X'30a79f304bb9a051c54309eac17a9a989c08a828d744ec4f80a65f9f62491f38',X'c8f9685f8534aed6f10bc69fb4b013aa','1 name=赵一',NULL);
INSERT INTO content VALUES(10,1007,X'2ea59a1da05ad21f5ff2aa8c6b1dba5b9b7f04d956a6a18d1534efc62481d1df',X'6dbfb9b49a6aca7c1c672f0f529a8784','0 value=13700137000',NULL);
INSERT INTO content VALUES(11,1007,X'bd4ca66f9d607ff27e4d1782177c0ae6c64c07f512e88c21e1b8d5df2fe2d7bb',X'5c6f00a57854af0896b989f1d6ae58d6','. text=签证',NULL);
INSERT INTO content VALUES(12,1003,X'5fb49ec579e356067b0decde9e9c1763bb96e49ce278564f6a17ba0f6c75fb64',X'4231896a5816eec21f1797ea6ed56edc','. note=已答复',NULL);
CREATE TABLE event (entry INTEGER NOT NULL REFERENCES entry(id) DEFERRABLE INITIALLY DEFERRED,
  n INTEGER NOT NULL, subject INTEGER NOT NULL REFERENCES subject(id) DEFERRABLE INITIALLY DEFERRED,
  what TEXT NOT NULL, at INTEGER NOT NULL, arg TEXT NOT NULL,
  content INTEGER REFERENCES content(id), leaf BLOB NOT NULL,
  PRIMARY KEY (entry, n)) STRICT, WITHOUT ROWID;
INSERT INTO event VALUES(1,0,1,'opened',1773277200,'+subject id=1 kind=house source= ref=house live_from=0',NULL,X'ee2fbc7dbedc0f47810d1afb70a22f609e56c8b37362a2ea949322f0dde90646');
INSERT INTO event VALUES(2,0,1,'adopted',1773277200,'. policy=1 version=2026.1 digest=b13c7173c67e1f0d0db1a707fc5516c7bd173ccb54271c8d6a9adb0df33594f7',NULL,X'8f6033e96d2510138f88794ffc2ce5fdeb820f034f558ecdfa72639e2042706f');
INSERT INTO event VALUES(2,1,1,'in_force',1773277200,'. policy=1',NULL,X'ee3ad244d1e8559474056b1bb4c442c136151a8c82d62468ffa0c464261242a9');
INSERT INTO event VALUES(3,0,1001,'joined',1773277260,replace('+subject id=1001 kind=staff source= ref=liu live_from=0\n+staff id=1001 login=liu role=supervisor supervisor from_at=1773277260 to_at','\n',char(10)),1,X'99d29eca96de2316fb4ea65448ca9c0428f7331713e74aa67d32c002279d23ce');
INSERT INTO event VALUES(3,1,1002,'joined',1773277260,replace('+subject id=1002 kind=staff source= ref=wang live_from=0\n+staff id=1002 login=wang role=owner supervisor from_at=1773277260 to_at','\n',char(10)),2,X'2f45a09dbf5d5358649782d634ce2b24d9a23f029c3ef9e37b902a44ab6a64c9');
INSERT INTO event VALUES(4,0,1003,'registered',1773280800,replace('+subject id=1003 kind=customer source= ref=~86731d22907c45d5dff570a9ab23d6f0 live_from=0\n+customer id=1003 birthday tier region lang state=active','\n',char(10)),3,X'da10d6dcb796673f92466c5272c24ce27a91a1f8b249c26afe704ae506ce8128');
INSERT INTO event VALUES(4,1,1003,'key_added',1773280800,'+customer_key kind=phone customer=1003',4,X'f5f04a06301683a09230f93cd585aa1d8068f6d5d90432e6afc58a8c801df3a0');
INSERT INTO event VALUES(4,2,1004,'received',1773277500,replace('+subject id=1004 kind=case source= ref=A1 live_from=0 seen=fd507589bc389aa1cdf32501637d4dd9\n+cases id=1004 kind=complaint channel=phone severity=normal category cause team received_at=1773277500 state=open policy=1 customer=1003 booking tier region product trip partner content=5','\n',char(10)),5,X'f98bb1f73d086db86c8e509adec721b7c323a0606e0b2ef8f015fb98a6da7a19');
INSERT INTO event VALUES(4,3,1004,'promised',1773277500,'+promise subject=1004 rule=first_action turn=1 owes=owner policy=1 start_at=1773277500 due_at=1773363900 amount=24h calendar= hard=0 state=open next_at=1773320700',NULL,X'0910c1430281010517f99b01c0bdda41538cf6c213dfba5648e3b6c76261c034');
INSERT INTO event VALUES(4,4,1004,'promised',1773277500,'+promise subject=1004 rule=result turn=1 owes=owner policy=1 start_at=1773277500 due_at=1773450300 amount=48h calendar= hard=0 state=open next_at=1773363900',NULL,X'50c63f3d2557869e7ef8e157f3a9dbc7938f81a6fcb93ed9afe04382195af5e1');
INSERT INTO event VALUES(4,5,1004,'promised',1773277500,'+promise subject=1004 rule=result_limit turn=1 owes=owner policy=1 start_at=1773277500 due_at=1773936000 amount=7d calendar=legal hard=1 state=open next_at=1773849600',NULL,X'c9d35e1143387b874fce2ed8bb73bdbc1a1e7207a6c1ece8f5b406d6093cf780');
INSERT INTO event VALUES(4,6,1004,'promised',1773277500,'+promise subject=1004 rule=progress turn=1 owes=owner policy=1 start_at=1773277500 due_at=1773363900 amount=24h calendar= hard=0 state=open next_at',NULL,X'06d87bbab627383655b3c121f38bd7631da6b9c1a2289b7c49674aa39f2fc0c0');
INSERT INTO event VALUES(4,7,1005,'registered',1773280800,replace('+subject id=1005 kind=customer source= ref=~e232867853af1ab2382d0ef4e3667e74 live_from=0\n+customer id=1005 birthday tier region lang state=active','\n',char(10)),6,X'faf297d7128af38a436ad755e7b1c914ec6c8a3d99e55afb97e219616d92e016');
INSERT INTO event VALUES(4,8,1005,'key_added',1773280800,'+customer_key kind=phone customer=1005',7,X'ec342c29d9d619e817bd7b9df9dfc2597bf62c8f3eb35f01bad356d6d6e81d80');
INSERT INTO event VALUES(4,9,1006,'received',1773277800,replace('+subject id=1006 kind=case source= ref=A2 live_from=0 seen=83d918cdcd190212cdad3a7c896bce9c\n+cases id=1006 kind=complaint channel=phone severity=normal category cause team received_at=1773277800 state=open policy=1 customer=1005 booking tier region product trip partner content=8','\n',char(10)),8,X'632f08c44d86b9527de51e6a0f807529e7990dff4b214cbe282f10809829c1d9');
INSERT INTO event VALUES(4,10,1006,'promised',1773277800,'+promise subject=1006 rule=first_action turn=1 owes=owner policy=1 start_at=1773277800 due_at=1773364200 amount=24h calendar= hard=0 state=open next_at=1773321000',NULL,X'2f4ce75c32af8bfc7afa27ddf15107b5db1cf619e92078cb6baf7511ebd82833');
INSERT INTO event VALUES(4,11,1006,'promised',1773277800,'+promise subject=1006 rule=result turn=1 owes=owner policy=1 start_at=1773277800 due_at=1773450600 amount=48h calendar= hard=0 state=open next_at=1773364200',NULL,X'4d74c45bf001d1f43ced986db14cc52abad65b3e0f28a6abbea06df48e3d9196');
INSERT INTO event VALUES(4,12,1006,'promised',1773277800,'+promise subject=1006 rule=result_limit turn=1 owes=owner policy=1 start_at=1773277800 due_at=1773936000 amount=7d calendar=legal hard=1 state=open next_at=1773849600',NULL,X'a3b504f77fc3949a613887c9559b54da9258d052141582f5a7e595b88d6a97bf');
INSERT INTO event VALUES(4,13,1006,'promised',1773277800,'+promise subject=1006 rule=progress turn=1 owes=owner policy=1 start_at=1773277800 due_at=1773364200 amount=24h calendar= hard=0 state=open next_at',NULL,X'423776e3479242c8d94afcf0715312932961e2d92aca4d9233964052931851d8');
INSERT INTO event VALUES(4,14,1007,'registered',1773280800,replace('+subject id=1007 kind=customer source= ref=~7859719c944fd8e7a44131d16c5cfecc live_from=0\n+customer id=1007 birthday tier region lang state=active','\n',char(10)),9,X'2ba0738ce7a01d0cd2cfb5b74e4ea611bf7a13f11a75e477aa7f9b35545c9cb7');
INSERT INTO event VALUES(4,15,1007,'key_added',1773280800,'+customer_key kind=phone customer=1007',10,X'88525d3a9057eb5d6a12c412a80d1b1810f1bb39980af47055ff87a928eecc09');
INSERT INTO event VALUES(4,16,1008,'received',1773278400,replace('+subject id=1008 kind=case source= ref=A3 live_from=0 seen=31bc5e2ae72b2166e615bf118814bf9f\n+cases id=1008 kind=consultation channel=phone severity=normal category cause team received_at=1773278400 state=open policy=1 customer=1007 booking tier region product trip partner content=11','\n',char(10)),11,X'37d1c010b335d23351e7d10f462768a776cef6409fc4741c95e07019bb486a14');
INSERT INTO event VALUES(4,17,1008,'promised',1773278400,'+promise subject=1008 rule=reply turn=1 owes=owner policy=1 start_at=1773278400 due_at=1773282000 amount=1bh calendar=office hard=0 state=open next_at',NULL,X'dca4e9187b70ff4421369c266f603bd842e12a96e1c76f3152d14b5b5a10cdf4');
INSERT INTO event VALUES(5,0,1004,'assigned',1773280860,'~cases id=1004 owner=1002',NULL,X'856ac51b7fd0c119f1287466adbca69e87d3e285379e1cb97b1f39f3074547e5');
INSERT INTO event VALUES(6,0,1006,'assigned',1773280860,'~cases id=1006 owner=1002',NULL,X'2c46a70cb8ef3759002b749e736032c4b9d6c7769c125ab8d9b1bb7dc1a426a8');
INSERT INTO event VALUES(7,0,1008,'assigned',1773280860,'~cases id=1008 owner=1002',NULL,X'88ee542a55a4a10158b041b354aaa669dea7a734416396fd2890f7c4a5807013');
INSERT INTO event VALUES(8,0,1004,'replied',1773284400,'~cases id=1004 replied_at=1773284400 first_at=1773284400',12,X'dc39953942c4070fcad5f757fcb488d601aee10590070e1ab7565d836feffcca');
INSERT INTO event VALUES(8,1,1004,'kept',1773284400,'~promise subject=1004 rule=first_action turn=1 state=kept ended_at=1773284400 reason next_at',NULL,X'8faf85b37e57fad96c592ea697536f53b756f2cbf316a8861b2298365d8d836f');
INSERT INTO event VALUES(8,2,1004,'kept',1773284400,'~promise subject=1004 rule=result turn=1 state=kept ended_at=1773284400 reason next_at',NULL,X'a81b762ee1bac3b0cb0d7ca19c65c02ea7cd237d1a51564602c888e49f569ad4');
INSERT INTO event VALUES(8,3,1004,'kept',1773284400,'~promise subject=1004 rule=result_limit turn=1 state=kept ended_at=1773284400 reason next_at',NULL,X'9c4d7ae478ded80f8c2aa4e3136b99adab278e7fdc099e21a483fb0b6a70494d');
INSERT INTO event VALUES(9,0,1004,'closed',1773284700,'~cases id=1004 state=closed closed_at=1773284700 outcome=settled',NULL,X'066fe348498416460a9a9af3bbe304ee2fd06079fb8afad0f7277533d75b6825');
INSERT INTO event VALUES(9,1,1004,'cancelled',1773284700,'~promise subject=1004 rule=progress turn=1 state=cancelled ended_at=1773284700 reason=closed next_at',NULL,X'8c8b988c9ec57590823410a5a9cff9aefa2ea42b95af8a382b6478b8bd9c8261');
INSERT INTO event VALUES(10,0,1006,'level_fired',1773367200,replace('+fired subject=1006 rule=first_action turn=1 level=half time=0 due_at=1773364200 at=1773367200 how=superseded\n+fired subject=1006 rule=first_action turn=1 level=soon time=0 due_at=1773364200 at=1773367200 how=superseded\n+fired subject=1006 rule=first_action turn=1 level=due time=0 due_at=1773364200 at=1773367200 how=fired\n~promise subject=1006 rule=first_action turn=1 next_at=1773378600','\n',char(10)),NULL,X'f0607e5e0a0c34cab40034d2bfc6fba41ec3b356a238869cc3019cec81dcd5d7');
INSERT INTO event VALUES(10,1,1006,'planned',1773367200,'+message id=1 rule=notice:due subject=1006 occurrence=first_action.1/due.0/1773364200 addressee=1001 purpose=notice urgent=0 not_before=1773367200 late_at expires state=planned tries=0 next_at=1773367200',NULL,X'09e3bddd4cea4b606ffe694cdb40054e057c7c1f6e09af9ad7f4cb8da718bd9d');
INSERT INTO event VALUES(10,2,1006,'severity_set',1773367200,replace('~cases id=1006 severity=serious\n. old_severity=normal\n. why=first_action','\n',char(10)),NULL,X'1257f3a14bd3abc18e934ca7fcca457dc5db45771889b3a6c78fb9533e8e11dd');
INSERT INTO event VALUES(10,3,1006,'level_fired',1773367200,replace('+fired subject=1006 rule=result turn=1 level=half time=0 due_at=1773450600 at=1773367200 how=fired\n~promise subject=1006 rule=result turn=1 next_at=1773443400','\n',char(10)),NULL,X'1b94092b06cc920c84b940eac5404977374719cb813594623399b65b9a847a5b');
INSERT INTO event VALUES(10,4,1006,'planned',1773367200,'+message id=2 rule=notice:half subject=1006 occurrence=result.1/half.0/1773450600 addressee=1002 purpose=notice urgent=0 not_before=1773367200 late_at expires state=planned tries=0 next_at=1773367200',NULL,X'22249e2aef04acce767694f2103f6eef0ccf7d57be7bac02ec1a58c129586ac9');
CREATE TABLE access (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor INTEGER NOT NULL,
  person INTEGER, what TEXT NOT NULL, why TEXT NOT NULL) STRICT;
CREATE TABLE erased (hash BLOB PRIMARY KEY, entry INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE subject (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, source TEXT NOT NULL,
  ref TEXT NOT NULL, live_from INTEGER NOT NULL DEFAULT 0, seen BLOB, source_at INTEGER,
  UNIQUE (kind, source, ref)) STRICT;
INSERT INTO subject VALUES(1,'house','','house',0,NULL,NULL);
INSERT INTO subject VALUES(1001,'staff','','liu',0,NULL,NULL);
INSERT INTO subject VALUES(1002,'staff','','wang',0,NULL,NULL);
INSERT INTO subject VALUES(1003,'customer','','~86731d22907c45d5dff570a9ab23d6f0',0,NULL,NULL);
INSERT INTO subject VALUES(1004,'case','','A1',0,X'fd507589bc389aa1cdf32501637d4dd9',NULL);
INSERT INTO subject VALUES(1005,'customer','','~e232867853af1ab2382d0ef4e3667e74',0,NULL,NULL);
INSERT INTO subject VALUES(1006,'case','','A2',0,X'83d918cdcd190212cdad3a7c896bce9c',NULL);
INSERT INTO subject VALUES(1007,'customer','','~7859719c944fd8e7a44131d16c5cfecc',0,NULL,NULL);
INSERT INTO subject VALUES(1008,'case','','A3',0,X'31bc5e2ae72b2166e615bf118814bf9f',NULL);
CREATE TABLE customer (id INTEGER PRIMARY KEY REFERENCES subject(id), name TEXT, birthday TEXT,
  tier TEXT, region TEXT, lang TEXT, standing TEXT, state TEXT NOT NULL, merged_into INTEGER) STRICT;
INSERT INTO customer VALUES(1003,'李梅',NULL,NULL,NULL,NULL,NULL,'active',NULL);
INSERT INTO customer VALUES(1005,'王强',NULL,NULL,NULL,NULL,NULL,'active',NULL);
INSERT INTO customer VALUES(1007,'赵一',NULL,NULL,NULL,NULL,NULL,'active',NULL);
CREATE TABLE customer_key (kind TEXT NOT NULL, value TEXT NOT NULL,
  customer INTEGER NOT NULL REFERENCES customer(id), PRIMARY KEY (kind, value)) STRICT, WITHOUT ROWID;
INSERT INTO customer_key VALUES('phone','13800138000',1003);
INSERT INTO customer_key VALUES('phone','13900139000',1005);
INSERT INTO customer_key VALUES('phone','13700137000',1007);
CREATE TABLE consent (customer INTEGER NOT NULL, purpose TEXT NOT NULL, at INTEGER NOT NULL,
  given INTEGER NOT NULL CHECK (given IN (0, 1)), proof TEXT,
  PRIMARY KEY (customer, purpose, at)) STRICT, WITHOUT ROWID;
CREATE TABLE staff (id INTEGER PRIMARY KEY REFERENCES subject(id), login TEXT UNIQUE, name TEXT,
  post TEXT, role TEXT, team TEXT, supervisor INTEGER, phone TEXT, mail TEXT,
  from_at INTEGER NOT NULL, to_at INTEGER, nda_at INTEGER) STRICT;
INSERT INTO staff VALUES(1001,'liu','刘洋',NULL,'supervisor',NULL,NULL,NULL,NULL,1773277260,NULL,NULL);
INSERT INTO staff VALUES(1002,'wang','王芳',NULL,'owner',NULL,NULL,NULL,NULL,1773277260,NULL,NULL);
CREATE TABLE absence (staff INTEGER NOT NULL REFERENCES staff(id), from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL, substitute INTEGER, PRIMARY KEY (staff, from_at)) STRICT, WITHOUT ROWID;
CREATE TABLE staff_record (id INTEGER PRIMARY KEY, staff INTEGER NOT NULL, kind TEXT NOT NULL,
  at INTEGER NOT NULL, score INTEGER, content INTEGER) STRICT;
CREATE TABLE booking (id INTEGER PRIMARY KEY REFERENCES subject(id), customer INTEGER, product TEXT,
  trip TEXT, partner TEXT, guide INTEGER, booked_at INTEGER, departs INTEGER, returns INTEGER,
  party INTEGER, fee INTEGER, state TEXT NOT NULL, state_at INTEGER NOT NULL) STRICT;
CREATE TABLE cases (id INTEGER PRIMARY KEY REFERENCES subject(id), kind TEXT NOT NULL,
  channel TEXT NOT NULL, received_at INTEGER NOT NULL, customer INTEGER, booking INTEGER,
  severity TEXT, category TEXT, cause TEXT, liability TEXT, outcome TEXT, state TEXT NOT NULL,
  owner INTEGER, team TEXT, grp INTEGER, merged_into INTEGER, policy INTEGER,
  first_at INTEGER, replied_at INTEGER, closed_at INTEGER, reopened INTEGER NOT NULL DEFAULT 0,
  tier TEXT, region TEXT, product TEXT, trip TEXT, partner TEXT, content INTEGER) STRICT;
INSERT INTO cases VALUES(1004,'complaint','phone',1773277500,1003,NULL,'normal',NULL,NULL,NULL,'settled','closed',1002,NULL,NULL,NULL,1,1773284400,1773284400,1773284700,0,NULL,NULL,NULL,NULL,NULL,5);
INSERT INTO cases VALUES(1006,'complaint','phone',1773277800,1005,NULL,'serious',NULL,NULL,NULL,NULL,'open',1002,NULL,NULL,NULL,1,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,8);
INSERT INTO cases VALUES(1008,'consultation','phone',1773278400,1007,NULL,'normal',NULL,NULL,NULL,NULL,'open',1002,NULL,NULL,NULL,1,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,11);
CREATE TABLE field (subject INTEGER NOT NULL REFERENCES subject(id), name TEXT NOT NULL, word TEXT,
  num INTEGER, content INTEGER, PRIMARY KEY (subject, name)) STRICT, WITHOUT ROWID;
CREATE TABLE promise (subject INTEGER NOT NULL REFERENCES subject(id), rule TEXT NOT NULL,
  turn INTEGER NOT NULL, owes TEXT NOT NULL, policy INTEGER NOT NULL, start_at INTEGER NOT NULL,
  due_at INTEGER, amount TEXT NOT NULL, calendar TEXT NOT NULL, hard INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'cancelled')), ended_at INTEGER,
  reason TEXT, next_at INTEGER, PRIMARY KEY (subject, rule, turn),
  CHECK (state = 'open' OR next_at IS NULL),
  CHECK ((state = 'open') = (ended_at IS NULL))) STRICT, WITHOUT ROWID;
INSERT INTO promise VALUES(1004,'first_action',1,'owner',1,1773277500,1773363900,'24h','',0,'kept',1773284400,NULL,NULL);
INSERT INTO promise VALUES(1004,'progress',1,'owner',1,1773277500,1773363900,'24h','',0,'cancelled',1773284700,'closed',NULL);
INSERT INTO promise VALUES(1004,'result',1,'owner',1,1773277500,1773450300,'48h','',0,'kept',1773284400,NULL,NULL);
INSERT INTO promise VALUES(1004,'result_limit',1,'owner',1,1773277500,1773936000,'7d','legal',1,'kept',1773284400,NULL,NULL);
INSERT INTO promise VALUES(1006,'first_action',1,'owner',1,1773277800,1773364200,'24h','',0,'open',NULL,NULL,1773378600);
INSERT INTO promise VALUES(1006,'progress',1,'owner',1,1773277800,1773364200,'24h','',0,'open',NULL,NULL,NULL);
INSERT INTO promise VALUES(1006,'result',1,'owner',1,1773277800,1773450600,'48h','',0,'open',NULL,NULL,1773443400);
INSERT INTO promise VALUES(1006,'result_limit',1,'owner',1,1773277800,1773936000,'7d','legal',1,'open',NULL,NULL,1773849600);
INSERT INTO promise VALUES(1008,'reply',1,'owner',1,1773278400,1773282000,'1bh','office',0,'open',NULL,NULL,NULL);
CREATE TABLE pause (subject INTEGER NOT NULL REFERENCES subject(id), n INTEGER NOT NULL,
  from_at INTEGER NOT NULL, until_at INTEGER, cap_at INTEGER, reason TEXT NOT NULL,
  asked INTEGER, PRIMARY KEY (subject, n)) STRICT, WITHOUT ROWID;
CREATE TABLE fired (subject INTEGER NOT NULL REFERENCES subject(id), rule TEXT NOT NULL,
  turn INTEGER NOT NULL, level TEXT NOT NULL, time INTEGER NOT NULL, due_at INTEGER NOT NULL,
  at INTEGER NOT NULL, how TEXT NOT NULL
    CHECK (how IN ('fired', 'superseded', 'carried', 'before_live', 'suppressed')),
  PRIMARY KEY (subject, rule, turn, level, time, due_at)) STRICT, WITHOUT ROWID;
INSERT INTO fired VALUES(1006,'first_action',1,'due',0,1773364200,1773367200,'fired');
INSERT INTO fired VALUES(1006,'first_action',1,'half',0,1773364200,1773367200,'superseded');
INSERT INTO fired VALUES(1006,'first_action',1,'soon',0,1773364200,1773367200,'superseded');
INSERT INTO fired VALUES(1006,'result',1,'half',0,1773450600,1773367200,'fired');
CREATE TABLE message (id INTEGER PRIMARY KEY, rule TEXT NOT NULL,
  subject INTEGER NOT NULL REFERENCES subject(id), occurrence TEXT NOT NULL,
  addressee INTEGER NOT NULL, purpose TEXT NOT NULL, urgent INTEGER NOT NULL,
  not_before INTEGER NOT NULL, late_at INTEGER, expires INTEGER,
  state TEXT NOT NULL CHECK (state IN ('planned', 'leased', 'sent', 'dropped', 'failed', 'doubt')),
  reason TEXT, channel TEXT, tries INTEGER NOT NULL DEFAULT 0, next_at INTEGER, lease TEXT,
  sent_at INTEGER, content INTEGER, UNIQUE (rule, subject, occurrence, addressee)) STRICT;
INSERT INTO message VALUES(1,'notice:due',1006,'first_action.1/due.0/1773364200',1001,'notice',0,1773367200,NULL,NULL,'planned',NULL,NULL,0,1773367200,NULL,NULL,NULL);
INSERT INTO message VALUES(2,'notice:half',1006,'result.1/half.0/1773450600',1002,'notice',0,1773367200,NULL,NULL,'planned',NULL,NULL,0,1773367200,NULL,NULL,NULL);
CREATE TABLE contact (id INTEGER PRIMARY KEY, subject INTEGER, customer INTEGER, staff INTEGER,
  at INTEGER NOT NULL, inbound INTEGER NOT NULL, channel TEXT NOT NULL, phase TEXT, rings INTEGER,
  wait INTEGER, talk INTEGER, result TEXT, content INTEGER) STRICT;
CREATE TABLE draw (rule TEXT NOT NULL, period TEXT NOT NULL, seed TEXT NOT NULL,
  stratum TEXT NOT NULL, frame INTEGER NOT NULL, size INTEGER NOT NULL,
  PRIMARY KEY (rule, period, stratum)) STRICT, WITHOUT ROWID;
CREATE TABLE survey (id INTEGER PRIMARY KEY, rule TEXT NOT NULL,
  subject INTEGER NOT NULL REFERENCES subject(id), occurrence TEXT NOT NULL, customer INTEGER,
  rated INTEGER, token BLOB UNIQUE, invited_at INTEGER NOT NULL, expires INTEGER,
  state TEXT NOT NULL CHECK (state IN ('invited', 'answered', 'expired', 'not_asked')),
  reason TEXT, answered_at INTEGER, UNIQUE (rule, subject, occurrence)) STRICT;
CREATE TABLE answer (survey INTEGER NOT NULL REFERENCES survey(id), question TEXT NOT NULL,
  score INTEGER, content INTEGER, at INTEGER NOT NULL, PRIMARY KEY (survey, question)) STRICT, WITHOUT ROWID;
CREATE TABLE ledger (id INTEGER PRIMARY KEY, account TEXT NOT NULL, at INTEGER NOT NULL,
  amount INTEGER NOT NULL, unit TEXT NOT NULL, subject INTEGER, reverses INTEGER UNIQUE) STRICT;
CREATE INDEX run_tool ON run (tool, id);
CREATE INDEX content_person ON content (person) WHERE person IS NOT NULL;
CREATE INDEX event_subject ON event (subject, entry, n);
CREATE INDEX subject_ref ON subject (kind, ref);
CREATE INDEX customer_key_of ON customer_key (customer);
CREATE INDEX booking_departs ON booking (departs);
CREATE INDEX booking_returns ON booking (returns);
CREATE INDEX booking_customer ON booking (customer) WHERE customer IS NOT NULL;
CREATE INDEX cases_received ON cases (received_at);
CREATE INDEX cases_open ON cases (owner) WHERE closed_at IS NULL;
CREATE INDEX cases_closed ON cases (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX cases_customer ON cases (customer) WHERE customer IS NOT NULL;
CREATE INDEX promise_next ON promise (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX promise_due ON promise (due_at) WHERE state = 'open';
CREATE INDEX message_next ON message (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX message_subject ON message (subject);
CREATE INDEX contact_at ON contact (at);
CREATE INDEX survey_invited ON survey (invited_at);
CREATE INDEX survey_customer ON survey (customer, invited_at);
CREATE INDEX ledger_account ON ledger (account, at);
COMMIT;
PRAGMA user_version = 1;
