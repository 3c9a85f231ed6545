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
INSERT INTO policy VALUES(1,'shop','1',1767196800,X'bb87ffe1ee5d8f92031e09b3f5e4676cfe243481b316b685ab0752b2cf917154',replace('care-policy-bundle 1\npart 9 592\nshop.yaml\nschema: 1\npolicy: shop\ntitle: 门店服务制度\nversion: "1"\neffective: "2026-01-01"\ntimezone: Asia/Shanghai\nwords:\n  kinds: {complaint: 投诉}\n  channels: {phone: 电话}\n  severities: [normal, serious]\n  roles: {owner: 经办人, supervisor: 主管}\npromises:\n  - {name: reply, when: {kind: complaint}, to: replied, within: 24h, ladder: two}\nladders:\n  two:\n    - {name: half, at: 50%, notify: owner}\n    - {name: due, at: due, notify: supervisor, raise: severity}\ngroups:\n  - {name: same_trip, when: {kind: complaint}, same: [trip], within: 7d, levels: {warning: 2}, notify: supervisor}\n\n','\n',char(10)),'/srv/care/shop.yaml',NULL,1773277200);
CREATE TABLE run (id INTEGER PRIMARY KEY, tool TEXT NOT NULL, began INTEGER NOT NULL,
  ended INTEGER, now INTEGER NOT NULL, counts TEXT, rc INTEGER) STRICT;
INSERT INTO run VALUES(1,'care-store init',1773277200,1773277200,1773277200,NULL,0);
INSERT INTO run VALUES(2,'care-store init',1773277200,1773277200,1773277200,NULL,0);
INSERT INTO run VALUES(3,'care-intake staff',1773277260,1773277260,1773277260,'new=2 same=0 changed=0 refused=0 encoding=UTF-8',0);
INSERT INTO run VALUES(4,'care-intake case',1773280800,1773280800,1773280800,NULL,0);
INSERT INTO run VALUES(5,'care-intake case',1773280800,1773280800,1773280800,NULL,0);
INSERT INTO run VALUES(6,'care-escalate run',1773324000,1773324000,1773324000,'seen=5 groups=1 raised=0 joined=2 told=1 measures=0 promises=2 fired=2 superseded=0 planned=2',0);
INSERT INTO run VALUES(7,'care-remind run',1773360000,1773360000,1773360000,'planned=0 sent=0 held=3',0);
INSERT INTO run VALUES(8,'care-escalate run',1773361800,1773361800,1773361800,'seen=10 groups=0 raised=0 joined=0 told=0 measures=0 promises=0 fired=0 superseded=0 planned=0 sent=0',0);
INSERT INTO run VALUES(9,'care-escalate run',1773361860,1773361860,1773361860,'seen=10 groups=0 raised=0 joined=0 told=0 measures=0 promises=0 fired=0 superseded=0 planned=0',0);
CREATE TABLE entry (id INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL,
  actor INTEGER NOT NULL, done_by INTEGER, tool TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES run(id), policy INTEGER REFERENCES policy(id),
  once TEXT UNIQUE, root BLOB NOT NULL, chain BLOB NOT NULL) STRICT;
INSERT INTO entry VALUES(1,1773277200,0,NULL,'care-store init',1,NULL,NULL,X'449f2d62e606ca49e6da8d2e99f5de2dd3ee1150970897eace5036829eff1f3f',X'e73c9280a2f4dc22c4bfc375e194ff5e98b1ab3331259c42188bb1510f12b727');
INSERT INTO entry VALUES(2,1773277200,0,NULL,'care-store init',2,NULL,NULL,X'32e95a9ec09c4de3425245099acee55fca71a34ad41b0fb6039d0ffad43afc5e',X'79e17074811f78d171e6ed3d4d214fb9ed39408268965c156a2c8e2f14e4ae83');
INSERT INTO entry VALUES(3,1773277260,0,NULL,'care-intake staff',3,1,NULL,X'cdad9fb4383b0b0271400a0724028100c437a5cd102de2d8d9b45749f68e7b75',X'a5baaca74cf94204f35b92063e354d846615e4187a5782fa5857291b57e5cfc4');
INSERT INTO entry VALUES(4,1773280800,0,NULL,'care-intake case',4,1,NULL,X'bc1d76eab6207993ce2c75e9f7ac3150a61a8d4361a6132dd24e0844b7e26b2a',X'a785efb003eb4eb806468cb8c1b2917885404025c4056c58207554a9be07f088');
INSERT INTO entry VALUES(5,1773280800,0,NULL,'care-intake case',5,1,NULL,X'7395be9afaa98269632b6593a3281b3ea07058d517ab2460c56454936e217e64',X'646705d5c71e993d65218cabfc90b0e6fae6bd22f7257481e8a04135cd0fb8ff');
INSERT INTO entry VALUES(6,1773324000,0,NULL,'care-escalate run',6,1,NULL,X'2158feb48d965b6549915cdaadeca90611c2ae6262dc8f552bda036e8a27bf7e',X'731d84d2eee8e7e6a3d944083b56c9aa0aee63e780b8ec90e3e457d857cbe89d');
INSERT INTO entry VALUES(7,1773324000,0,NULL,'care-escalate run',6,1,NULL,X'a1193799b4d78df7628d783923f05b048564ae5741eed526a957d749c655f153',X'0f65be72b98d971eb8dc0bf7697614049c9eacf45914bb608aca6684afa4abf7');
INSERT INTO entry VALUES(8,1773360000,0,NULL,'care-remind run',7,1,NULL,X'303aad9367717a2947d8cdbd6e2151b5034fcf7d260b4a9fbba3fae471b22206',X'47d1de99b8dc28e3f94059a03c383aff3c1576433bdfada7a4a40f4a89a4158f');
INSERT INTO entry VALUES(9,1773360000,0,NULL,'care-remind run',7,1,NULL,X'5758f7e1e62f05a0b0452e87ea33b81273f5916216123fc6c2de06f9569bb2ee',X'840efaeaf4a72effd308ca04af27f97651832e5b1e41b7e0626cecd0f7c0d55b');
INSERT INTO entry VALUES(10,1773360000,0,NULL,'care-remind run',7,1,NULL,X'e3f28d8b37fc166b72fdd54dbba798a505cb4c1592fbb79454bd5265c7f1f21b',X'f586eb61e0271849664e739858788cb2255d1df7e30217127a6cbbba8fdfbaf3');
CREATE TABLE content (id INTEGER PRIMARY KEY, person INTEGER, digest BLOB NOT NULL,
  salt BLOB, body TEXT, erased_by INTEGER REFERENCES entry(id),
  CHECK ((body IS NULL) = (salt IS NULL) AND (body IS NULL) = (erased_by IS NOT NULL))) STRICT;
INSERT INTO content VALUES(1,1001,X'a0bbb9c4cbce03b80f4a3d2e442f46015ea51040bcf82d4826fb652db01dba79',X'8723306f881cc7523e742b85ba46a0fc','1 name=刘',NULL);
INSERT INTO content VALUES(2,1002,X'fc52c53b4a242b0ad1a5bb155aa860aafbdb4fe55971e63be879dcda22f6f357',X'bd3b419988b745813aae88e963bf11c4','1 name=王',NULL);
INSERT INTO content VALUES(3,1003,X'22cfe1fe37157f051cdd6d28191ad94319a4bef8da0440caa26f5e5e66cf8050',X'f8bac60355bcfcecf24e99e705e69ae0','0 value=13800138001',NULL);
INSERT INTO content VALUES(4,1003,X'82fd4640f0668ae3f0886cf59b13227c2b0242bb33a790d2feae44bee8e5611d',X'a7b9be0776cd997b1a3987bd23171fd3','. text=晚点',NULL);
INSERT INTO content VALUES(5,1005,X'b2973a1fb8aee5fd1ace8fe16c6863cd6a94b630657764867875f2f99c4b5f4a',X'501773936ca45f0726bf3fc86bfc2912','0 value=13800138002',NULL);
INSERT INTO content VALUES(6,1005,X'5630768af1a270093f244db3260249add691b4ac82f27c501488c4799028ed63',X'b59690326f1b7e9ab016f9b76e57dafe','. text=晚点',NULL);
CREATE TABLE event (entry INTEGER NOT NULL REFERENCES entry(id) DEFERRABLE INITIALLY DEFERRED,
  n INTEGER NOT NULL, subject INTEGER NOT NULL REFERENCES subject(id) DEFERRABLE INITIALLY DEFERRED,
  what TEXT NOT NULL, at INTEGER NOT NULL, arg TEXT NOT NULL,
  content INTEGER REFERENCES content(id), leaf BLOB NOT NULL,
  PRIMARY KEY (entry, n)) STRICT, WITHOUT ROWID;
INSERT INTO event VALUES(1,0,1,'opened',1773277200,'+subject id=1 kind=house source= ref=house live_from=0',NULL,X'ee2fbc7dbedc0f47810d1afb70a22f609e56c8b37362a2ea949322f0dde90646');
INSERT INTO event VALUES(2,0,1,'adopted',1773277200,'. policy=1 version=1 digest=bb87ffe1ee5d8f92031e09b3f5e4676cfe243481b316b685ab0752b2cf917154',NULL,X'618e4ddb1179bd9d584155c1e65571d786f3039a2324b3de0b66a95142a9e5b2');
INSERT INTO event VALUES(2,1,1,'in_force',1773277200,'. policy=1',NULL,X'ee3ad244d1e8559474056b1bb4c442c136151a8c82d62468ffa0c464261242a9');
INSERT INTO event VALUES(3,0,1001,'joined',1773277260,replace('+subject id=1001 kind=staff source= ref=liu live_from=0\n+staff id=1001 login=liu role=supervisor supervisor from_at=1773277260 to_at','\n',char(10)),1,X'e4c75acb5ccde769872485742bdf7e96c325294dc87175263a10725cef143c33');
INSERT INTO event VALUES(3,1,1002,'joined',1773277260,replace('+subject id=1002 kind=staff source= ref=wang live_from=0\n+staff id=1002 login=wang role=owner supervisor=1001 from_at=1773277260 to_at','\n',char(10)),2,X'bc0b04d6b12834a4fe35425bd75b43b6d462a921accef9a239eaa5ceb0807cee');
INSERT INTO event VALUES(4,0,1003,'registered',1773280800,replace('+subject id=1003 kind=customer source= ref=~7de46088f390fae7fa895d71b61499a7 live_from=0\n+customer id=1003 name birthday tier region lang state=active','\n',char(10)),NULL,X'7aad6d2150ac44bf831901e7a2ca057a273c737a4d6609e8c0decb521efb3eb6');
INSERT INTO event VALUES(4,1,1003,'key_added',1773280800,'+customer_key kind=phone customer=1003',3,X'bfa2e3be125dc0f42dfcea6ae24b0625796a9f784420bb1d6da4e7291998e2ee');
INSERT INTO event VALUES(4,2,1004,'received',1773280800,replace('+subject id=1004 kind=case source= ref=#1004 live_from=0 seen=fa3d892a533e4f1f45d46e6aa3b7d74a\n+cases id=1004 kind=complaint channel=phone severity=normal category cause team received_at=1773280800 state=open policy=1 customer=1003 booking tier region product trip=T1 partner content=4','\n',char(10)),4,X'69d63977289ae613f7725557bd2939316dca1d807fcd0edeaa4e370b7b7d0bdd');
INSERT INTO event VALUES(4,3,1004,'promised',1773280800,'+promise subject=1004 rule=reply turn=1 owes=owner policy=1 start_at=1773280800 due_at=1773367200 amount=24h calendar= hard=0 state=open next_at=1773324000',NULL,X'c3405dfe75b8b578cef302ec16bab6dd89329b9aa118b790275ce7448c587a9a');
INSERT INTO event VALUES(4,4,1004,'assigned',1773280800,replace('~cases id=1004 owner=1002\n. why=intake','\n',char(10)),NULL,X'c253e7b50feda351d7439a04de6f030c98aa61b278b53237ae6bc3c43ac5bebf');
INSERT INTO event VALUES(5,0,1005,'registered',1773280800,replace('+subject id=1005 kind=customer source= ref=~93e39ebc3f75f21b7e79af3bd2ac6823 live_from=0\n+customer id=1005 name birthday tier region lang state=active','\n',char(10)),NULL,X'966ff101ad2e64eddff7dbed170717476d1f50afdd342d60ee883bb7b098e5d2');
INSERT INTO event VALUES(5,1,1005,'key_added',1773280800,'+customer_key kind=phone customer=1005',5,X'785812186b2f703718eff026e595c611c6679fb97651128453526d5840d0c65c');
INSERT INTO event VALUES(5,2,1006,'received',1773280800,replace('+subject id=1006 kind=case source= ref=#1006 live_from=0 seen=d89dc9876e04251ddf982d8f6e3ec9b1\n+cases id=1006 kind=complaint channel=phone severity=normal category cause team received_at=1773280800 state=open policy=1 customer=1005 booking tier region product trip=T1 partner content=6','\n',char(10)),6,X'fbaa45826ddae5b477e9e659523214b7e8112b093b8554b85289444f41c0cee7');
INSERT INTO event VALUES(5,3,1006,'promised',1773280800,'+promise subject=1006 rule=reply turn=1 owes=owner policy=1 start_at=1773280800 due_at=1773367200 amount=24h calendar= hard=0 state=open next_at=1773324000',NULL,X'09cd8cacf38aea5af27a0a749e571a450a355512a1e0cd7e2a893acfb1291ae4');
INSERT INTO event VALUES(5,4,1006,'assigned',1773280800,replace('~cases id=1006 owner=1002\n. why=intake','\n',char(10)),NULL,X'316d98c22060a7ddfedce444476ec9a61ebaca2c7f3dcc5c28669b53cfff6c7b');
INSERT INTO event VALUES(6,0,1007,'grouped',1773324000,replace('+subject id=1007 kind=group source= ref=10043 live_from=0\n+grp id=1007 rule=same_trip same=trip=T1 lead=1004 level=warning state=open opened_at=1773324000','\n',char(10)),NULL,X'5ee60115fab03f72d90c57c7aa4c5605cd503de229c9744bbffd7bf5f69f7e50');
INSERT INTO event VALUES(6,1,1004,'joined',1773324000,replace('+link subject=1004 other=1007 how=member at=1773324000\n~cases id=1004 grp=1007\n. group=g10043\n. rule=same_trip\n. same=trip=T1','\n',char(10)),NULL,X'4bb5e2656baf66c7ec4fb50d61733b58cb60dd71173e3d7f2a891e0b2341c415');
INSERT INTO event VALUES(6,2,1006,'joined',1773324000,replace('+link subject=1006 other=1007 how=member at=1773324000\n~cases id=1006 grp=1007\n. group=g10043\n. rule=same_trip\n. same=trip=T1','\n',char(10)),NULL,X'af6012ac0fd39ab7e2bebe523ce9a51a5373eb8225002dcd77827b51b43049f5');
INSERT INTO event VALUES(6,3,1007,'level_reached',1773324000,replace('. level=warning\n. customers=2','\n',char(10)),NULL,X'1da9886431e54e34e1a0e89fbff1504144ec168581d6fb416ce388d37b28a2fd');
INSERT INTO event VALUES(6,4,1007,'planned',1773324000,'+message id=1 rule=group:same_trip subject=1007 occurrence=g10043/warning addressee=1001 purpose=notice urgent=1 not_before=1773324000 late_at expires state=planned tries=0 next_at=1773324000',NULL,X'7007f11ddedcc97af585c2359f358acce614c9da873b199068a4a4b369b829a5');
INSERT INTO event VALUES(7,0,1004,'level_fired',1773324000,replace('+fired subject=1004 rule=reply turn=1 level=half time=0 due_at=1773367200 at=1773324000 how=fired\n. tells=wang\n~promise subject=1004 rule=reply turn=1 next_at=1773367200','\n',char(10)),NULL,X'14af2a788d9ff3216c57cbb823248017958b4fba063d4f4aa250c52cb2783eff');
INSERT INTO event VALUES(7,1,1004,'planned',1773324000,'+message id=2 rule=notice:half subject=1004 occurrence=reply.1/half.0/1773367200 addressee=1002 purpose=notice urgent=0 not_before=1773324000 late_at expires state=planned tries=0 next_at=1773324000',NULL,X'43f4f0083c594154a59f17eed2d345abc47d77d5334122c03ef650110f8d1ece');
INSERT INTO event VALUES(7,2,1006,'level_fired',1773324000,replace('+fired subject=1006 rule=reply turn=1 level=half time=0 due_at=1773367200 at=1773324000 how=fired\n. tells=wang\n~promise subject=1006 rule=reply turn=1 next_at=1773367200','\n',char(10)),NULL,X'31c04239bd5e3c4605496dec003b04542a200293e7337f74ddb6725419cbfd0f');
INSERT INTO event VALUES(7,3,1006,'planned',1773324000,'+message id=3 rule=notice:half subject=1006 occurrence=reply.1/half.0/1773367200 addressee=1002 purpose=notice urgent=0 not_before=1773324000 late_at expires state=planned tries=0 next_at=1773324000',NULL,X'e674a7fd2f16522df4dad5dad7de082ab86a65920df5755cecf39925fd837cf4');
INSERT INTO event VALUES(8,0,1007,'held',1773360000,'~message id=1 state=planned reason=no%20address next_at=1773364500 lease',NULL,X'f39a1877fd3f02f8f0e8ee7f5bc60f2a70a20b1ff8ae3e9c78d44a6ed849bc80');
INSERT INTO event VALUES(9,0,1004,'held',1773360000,'~message id=2 state=planned reason=no%20address next_at=1773364500 lease',NULL,X'098cc4cc8777eebc2743ff0ef3d2032b125b2eac765b889db68d0a493d3ddce1');
INSERT INTO event VALUES(10,0,1006,'held',1773360000,'~message id=3 state=planned reason=no%20address next_at=1773364500 lease',NULL,X'e58db8270d0f3dac9a50a435ea279af6cc95fbbeacd4fc66285dc96788c31821');
CREATE TABLE access (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor INTEGER NOT NULL,
  person INTEGER, what TEXT NOT NULL, why TEXT NOT NULL) STRICT;
CREATE TABLE erased (hash BLOB PRIMARY KEY, entry INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE subject (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, source TEXT NOT NULL,
  ref TEXT NOT NULL, live_from INTEGER NOT NULL DEFAULT 0, seen BLOB, source_at INTEGER,
  UNIQUE (kind, source, ref)) STRICT;
INSERT INTO subject VALUES(1,'house','','house',0,NULL,NULL);
INSERT INTO subject VALUES(1001,'staff','','liu',0,NULL,NULL);
INSERT INTO subject VALUES(1002,'staff','','wang',0,NULL,NULL);
INSERT INTO subject VALUES(1003,'customer','','~7de46088f390fae7fa895d71b61499a7',0,NULL,NULL);
INSERT INTO subject VALUES(1004,'case','','#1004',0,X'fa3d892a533e4f1f45d46e6aa3b7d74a',NULL);
INSERT INTO subject VALUES(1005,'customer','','~93e39ebc3f75f21b7e79af3bd2ac6823',0,NULL,NULL);
INSERT INTO subject VALUES(1006,'case','','#1006',0,X'd89dc9876e04251ddf982d8f6e3ec9b1',NULL);
INSERT INTO subject VALUES(1007,'group','','10043',0,NULL,NULL);
CREATE TABLE customer (id INTEGER PRIMARY KEY REFERENCES subject(id), name TEXT, birthday TEXT,
  tier TEXT, region TEXT, lang TEXT, standing TEXT, state TEXT NOT NULL, merged_into INTEGER) STRICT;
INSERT INTO customer VALUES(1003,NULL,NULL,NULL,NULL,NULL,NULL,'active',NULL);
INSERT INTO customer VALUES(1005,NULL,NULL,NULL,NULL,NULL,NULL,'active',NULL);
CREATE TABLE customer_key (kind TEXT NOT NULL, value TEXT NOT NULL,
  customer INTEGER NOT NULL REFERENCES customer(id), PRIMARY KEY (kind, value)) STRICT, WITHOUT ROWID;
INSERT INTO customer_key VALUES('phone','13800138001',1003);
INSERT INTO customer_key VALUES('phone','13800138002',1005);
CREATE TABLE consent (customer INTEGER NOT NULL, purpose TEXT NOT NULL, at INTEGER NOT NULL,
  given INTEGER NOT NULL CHECK (given IN (0, 1)), proof TEXT,
  PRIMARY KEY (customer, purpose, at)) STRICT, WITHOUT ROWID;
CREATE TABLE staff (id INTEGER PRIMARY KEY REFERENCES subject(id), login TEXT UNIQUE, name TEXT,
  post TEXT, role TEXT, team TEXT, supervisor INTEGER, phone TEXT, mail TEXT,
  from_at INTEGER NOT NULL, to_at INTEGER, nda_at INTEGER, skills TEXT) STRICT;
INSERT INTO staff VALUES(1001,'liu','刘',NULL,'supervisor',NULL,NULL,NULL,NULL,1773277260,NULL,NULL,NULL);
INSERT INTO staff VALUES(1002,'wang','王',NULL,'owner',NULL,1001,NULL,NULL,1773277260,NULL,NULL,NULL);
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
  tier TEXT, region TEXT, product TEXT, trip TEXT, partner TEXT, content INTEGER, stage TEXT) STRICT;
INSERT INTO cases VALUES(1004,'complaint','phone',1773280800,1003,NULL,'normal',NULL,NULL,NULL,NULL,'open',1002,NULL,1007,NULL,1,NULL,NULL,NULL,0,NULL,NULL,NULL,'T1',NULL,4,NULL);
INSERT INTO cases VALUES(1006,'complaint','phone',1773280800,1005,NULL,'normal',NULL,NULL,NULL,NULL,'open',1002,NULL,1007,NULL,1,NULL,NULL,NULL,0,NULL,NULL,NULL,'T1',NULL,6,NULL);
CREATE TABLE field (subject INTEGER NOT NULL REFERENCES subject(id), name TEXT NOT NULL, word TEXT,
  num INTEGER, content INTEGER, PRIMARY KEY (subject, name)) STRICT, WITHOUT ROWID;
CREATE TABLE promise (subject INTEGER NOT NULL REFERENCES subject(id), rule TEXT NOT NULL,
  turn INTEGER NOT NULL, owes TEXT NOT NULL, policy INTEGER NOT NULL, start_at INTEGER NOT NULL,
  due_at INTEGER, amount TEXT NOT NULL, calendar TEXT NOT NULL, hard INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'cancelled')), ended_at INTEGER,
  reason TEXT, next_at INTEGER, PRIMARY KEY (subject, rule, turn),
  CHECK (state = 'open' OR next_at IS NULL),
  CHECK ((state = 'open') = (ended_at IS NULL))) STRICT, WITHOUT ROWID;
INSERT INTO promise VALUES(1004,'reply',1,'owner',1,1773280800,1773367200,'24h','',0,'open',NULL,NULL,1773367200);
INSERT INTO promise VALUES(1006,'reply',1,'owner',1,1773280800,1773367200,'24h','',0,'open',NULL,NULL,1773367200);
CREATE TABLE pause (subject INTEGER NOT NULL REFERENCES subject(id), n INTEGER NOT NULL,
  from_at INTEGER NOT NULL, until_at INTEGER, cap_at INTEGER, reason TEXT NOT NULL,
  asked INTEGER, PRIMARY KEY (subject, n)) STRICT, WITHOUT ROWID;
CREATE TABLE fired (subject INTEGER NOT NULL REFERENCES subject(id), rule TEXT NOT NULL,
  turn INTEGER NOT NULL, level TEXT NOT NULL, time INTEGER NOT NULL, due_at INTEGER NOT NULL,
  at INTEGER NOT NULL, how TEXT NOT NULL
    CHECK (how IN ('fired', 'superseded', 'carried', 'before_live', 'suppressed')),
  PRIMARY KEY (subject, rule, turn, level, time, due_at)) STRICT, WITHOUT ROWID;
INSERT INTO fired VALUES(1004,'reply',1,'half',0,1773367200,1773324000,'fired');
INSERT INTO fired VALUES(1006,'reply',1,'half',0,1773367200,1773324000,'fired');
CREATE TABLE message (id INTEGER PRIMARY KEY, rule TEXT NOT NULL,
  subject INTEGER NOT NULL REFERENCES subject(id), occurrence TEXT NOT NULL,
  addressee INTEGER NOT NULL, purpose TEXT NOT NULL, urgent INTEGER NOT NULL,
  not_before INTEGER NOT NULL, late_at INTEGER, expires INTEGER,
  state TEXT NOT NULL CHECK (state IN ('planned', 'leased', 'sent', 'dropped', 'failed', 'doubt')),
  reason TEXT, channel TEXT, tries INTEGER NOT NULL DEFAULT 0, next_at INTEGER, lease TEXT,
  sent_at INTEGER, content INTEGER, acked_at INTEGER, acked_by INTEGER, UNIQUE (rule, subject, occurrence, addressee)) STRICT;
INSERT INTO message VALUES(1,'group:same_trip',1007,'g10043/warning',1001,'notice',1,1773324000,NULL,NULL,'planned','no address',NULL,0,1773364500,NULL,NULL,NULL,NULL,NULL);
INSERT INTO message VALUES(2,'notice:half',1004,'reply.1/half.0/1773367200',1002,'notice',0,1773324000,NULL,NULL,'planned','no address',NULL,0,1773364500,NULL,NULL,NULL,NULL,NULL);
INSERT INTO message VALUES(3,'notice:half',1006,'reply.1/half.0/1773367200',1002,'notice',0,1773324000,NULL,NULL,'planned','no address',NULL,0,1773364500,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE contact (id INTEGER PRIMARY KEY, subject INTEGER, customer INTEGER, staff INTEGER,
  at INTEGER NOT NULL, inbound INTEGER NOT NULL, channel TEXT NOT NULL, phase TEXT, rings INTEGER,
  wait INTEGER, talk INTEGER, result TEXT, content INTEGER, hold INTEGER, after_call INTEGER, transfer TEXT) STRICT;
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
  amount INTEGER NOT NULL, unit TEXT NOT NULL, subject INTEGER, reverses INTEGER UNIQUE, rule TEXT, content INTEGER) STRICT;
CREATE TABLE step (subject INTEGER NOT NULL REFERENCES subject(id), plan TEXT NOT NULL,
  step TEXT NOT NULL, at INTEGER NOT NULL, staff INTEGER, result TEXT, content INTEGER,
  PRIMARY KEY (subject, plan, step)) STRICT, WITHOUT ROWID;
CREATE TABLE link (subject INTEGER NOT NULL REFERENCES subject(id),
  other INTEGER NOT NULL REFERENCES subject(id), how TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (subject, other, how)) STRICT, WITHOUT ROWID;
INSERT INTO link VALUES(1004,1007,'member',1773324000);
INSERT INTO link VALUES(1006,1007,'member',1773324000);
CREATE TABLE proposal (subject INTEGER NOT NULL REFERENCES subject(id), n INTEGER NOT NULL,
  proposer INTEGER, at INTEGER NOT NULL, amount INTEGER, rule TEXT,
  understood INTEGER CHECK (understood IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'rejected', 'withdrawn', 'accepted', 'declined')),
  ended_at INTEGER, content INTEGER, PRIMARY KEY (subject, n)) STRICT, WITHOUT ROWID;
CREATE TABLE approval (subject INTEGER NOT NULL REFERENCES subject(id), n INTEGER NOT NULL,
  place INTEGER NOT NULL, role TEXT NOT NULL, asked_at INTEGER, decided_at INTEGER,
  approver INTEGER, yes INTEGER CHECK (yes IN (0, 1)), content INTEGER,
  PRIMARY KEY (subject, n, place)) STRICT, WITHOUT ROWID;
CREATE TABLE grp (id INTEGER PRIMARY KEY REFERENCES subject(id), rule TEXT, same TEXT NOT NULL,
  lead INTEGER NOT NULL, level TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  opened_at INTEGER NOT NULL, closed_at INTEGER, owner INTEGER) STRICT;
INSERT INTO grp VALUES(1007,'same_trip','trip=T1',1004,'warning','open',1773324000,NULL,NULL);
CREATE TABLE measure (id INTEGER PRIMARY KEY REFERENCES subject(id), kind TEXT NOT NULL,
  about INTEGER, cause TEXT, indicator TEXT, owner INTEGER, state TEXT NOT NULL,
  opened_at INTEGER NOT NULL, done_at INTEGER, verified_at INTEGER,
  effective INTEGER CHECK (effective IN (0, 1)), turn INTEGER NOT NULL, content INTEGER) STRICT;
CREATE TABLE roster (staff INTEGER NOT NULL REFERENCES staff(id), from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL, shift TEXT, PRIMARY KEY (staff, from_at)) STRICT, WITHOUT ROWID;
CREATE TABLE exposure (name TEXT NOT NULL, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL,
  dimension TEXT NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (name, from_at, to_at, dimension, value)) STRICT, WITHOUT ROWID;
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
CREATE INDEX event_in_force ON event (what, entry, n, arg) WHERE what = 'in_force';
CREATE INDEX cases_grp ON cases (grp) WHERE grp IS NOT NULL;
CREATE INDEX ledger_subject ON ledger (subject) WHERE subject IS NOT NULL;
CREATE INDEX link_other ON link (other);
CREATE INDEX grp_open ON grp (rule, same) WHERE closed_at IS NULL;
CREATE INDEX measure_open ON measure (cause) WHERE verified_at IS NULL;
CREATE INDEX roster_to ON roster (to_at);
COMMIT;
PRAGMA user_version = 2;
