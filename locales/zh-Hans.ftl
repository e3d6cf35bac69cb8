# 页面的简体中文文字。本文件夹中每个文件的标识符都相同。
# “字段名称”“选项”“章节”“报告正文”下的文字也会以厂商的语言出现在报告中。仅限纯文本，不含 HTML。

## 页面框架

product-name = Sealed Report
language-choice = 语言
footer-promise = 您输入的内容只留在此浏览器标签页中。离开这里的只有您提交的加密报告，以及您自己复制的内容。
demo-heading = 这是演示。
demo-explanation = 该演示厂商的私钥是公开的，任何人都能读取为它加密的内容。请勿输入任何真实信息。
steps-label = 步骤
steps-summary = 第 { $number } 步，共 { $total } 步：{ $step }
step-done = 已完成
step-incomplete = 未完成
step-empty = 未填写
back = 返回
continue = 继续
cancel = 取消
try-again = 重试
change = 修改
copy = 复制
error-summary-heading = 有问题需要处理
optional = （选填）
error-prefix = 错误：

## 步骤

step-vendor = 您要向哪家厂商报告？
step-other-vendor = 其他厂商
step-start = 开始之前
step-key = 厂商的公钥
step-review = 检查报告
step-hand-over = 提交报告
step-by-hand = 手动复制报告

## 章节

section-reporter = 报告人
section-affected = 受影响的产品
section-vulnerability = 漏洞
section-exploits = 利用情况
section-disclosure = 披露
section-additional = 补充信息

## 选择厂商

vendor-lead = 在这里撰写漏洞报告。报告会在您的浏览器中加密，只有厂商能够阅读。
vendor-note-ready = 已内置公钥，可直接加密。
vendor-note-needs-certificate = 未内置公钥。请向厂商获取，本页面会核对其指纹。
vendor-note-no-key = 厂商未公布公钥。您可以向其索取。
vendor-note-demo = 仅供试用。任何人都能读取在此加密的内容。
promises-heading = 本页面如何保护您
promise-encrypted-here = 报告在您的浏览器中加密。本页面绝不会以明文发送任何内容。
promise-nothing-stored = 您输入和附加的内容都不会被保存。关闭或刷新页面后，这些内容就会消失；浏览器会先向您确认。只有带附件的报告在加密之后，可能会存放在此浏览器的存储空间中，直到您重新开始或再次打开本页面。
promise-pinned = 报告只会用厂商的公钥（一份 OpenPGP 证书）加密。指纹与厂商指纹不符的公钥一律拒绝。
vendors-loading = 正在加载厂商列表
vendors-not-loaded = 文件 { $file } 未能加载。请检查网络连接，然后刷新页面。
vendors-wrong = 厂商文件 { $file } 在 { $place } 处有误（{ $code }），无法使用。请告知本页面的运营者。
vendors-repeated = 有两个厂商文件使用同一个 id：{ $id }。仅使用第一个。请告知本页面的运营者。
vendors-none = 本页面不含任何厂商文件，因此没有可以报告的对象。请告知本页面的运营者。

## 本页面没有其文件的厂商

other-card = 其他厂商
other-card-note = 使用厂商的 security.txt，或填写其电子邮箱。
other-lead = 您可以向任何厂商报告。许多厂商会发布名为 security.txt 的文件，说明如何与其联系。在大多数网站，在网址后加上 /.well-known/security.txt 即可找到。请在新标签页中打开，并将内容带到这里。本页面不会读取任何网址。
other-unchecked = 本页面无法核实文件的来源，也无法核实其中的地址和指纹。请从厂商的官方网站获取并比对。
other-text = security.txt 的文本
other-text-hint = 请粘贴全部内容。内容不会离开您的浏览器。
other-file = 或选择文件，或将文件拖放到此处
other-read = 读取 security.txt
other-without = 厂商没有 security.txt
other-found-heading = security.txt 的内容
other-found-mail = 电子邮箱
other-found-form = 接收报告的网站
other-found-phone = 电话
other-found-fingerprint = 公钥的指纹
other-found-key-link = 公钥的位置
other-found-block = 文件中包含一份公钥
other-found-expires = 有效期至
other-found-canonical = 发布位置
other-canonical-note = 请与您获取文件的网址比对。
other-findings-heading = 关于此文件的说明
other-line = （第 { $number } 行）
other-questions-heading = 关于厂商
other-name = 厂商名称
other-name-hint = 会出现在报告开头。
other-way = 您想把加密报告发送到哪里？
other-way-hint = 厂商首选的地址排在最前。
other-way-typed = 发送到其他电子邮箱
other-way-none = 不使用邮件：以文件或文本形式自行提交
other-mail = 厂商的电子邮箱
other-mail-hint = 例如 security@example.com。请从厂商的官方网站获取。
other-missing-text = 请粘贴 security.txt 的文本，或选择“厂商没有 security.txt”
other-missing-name = 请填写厂商名称
other-missing-mail = 请填写厂商的电子邮箱，或选择不使用邮件
other-start-lead = { $vendor }是您自己填写的厂商，以下地址和指纹未经任何人核对。请在厂商的官方网站上核对。
other-keys-heading = { $vendor }发布公钥的位置
other-keys-explanation = 请在新标签页中打开链接，将公钥保存为文件，然后在“厂商的公钥”步骤中添加。本页面不会读取任何网址。请同时在那里查找公钥的指纹，或向厂商索取。
other-keys-pinned = 请在新标签页中打开链接，将公钥保存为文件，然后在“厂商的公钥”步骤中添加。本页面不会读取任何网址，并且只接受指纹相符的公钥。
other-no-key-yet = 本页面还没有{ $vendor }的公钥，也没有可供核对的指纹。请在“厂商的公钥”步骤中添加这两项。您可以先撰写报告。

## 表单之前

start-lead = 以下是{ $vendor }对漏洞报告的说明。请先阅读，再开始填写。
start-key = 厂商的公钥
start-continue = 开始填写报告
policy-prohibited = 禁止的行为
policy-answer = 何时会收到答复
policy-answer-within = { $hours } 小时之内。
policy-process = 厂商如何处理报告
policy-disclosure = 厂商如何披露漏洞
policy-confidentiality = 保密要求
policy-support = 安全更新
policy-documents = 厂商的更多文档
origin-from = 摘自
origin-checked = 核对日期：{ $day }。

## 需要手动填写的网站

sites-heading = 改为在网站上报告
sites-explanation = 厂商也通过以下网站接收报告。本页面不会加密您在那里填写的内容，网站的运营者可以看到。
sites-by-hand = 逐项复制报告内容

## 字段名称

field-identity = 身份
field-organisation = 组织
field-name = 姓名
field-email = 电子邮箱
field-certificate = 用于接收答复的 OpenPGP 证书
field-product = 产品
field-versions = 版本
field-component = 组件
field-title = 标题
field-description = 漏洞描述
field-impact = 影响
field-weakness = 弱点类型（CWE）
field-severity = 严重程度（CVSS 向量）
field-discovery = 发现方式和时间
field-exploits = 已知的利用情况
field-exploit-details = 利用详情
field-steps = 复现步骤
field-plan = 披露计划
field-plan-date = 计划披露日期
field-plan-links = 公开位置
field-others-informed = 已告知的其他方
field-credit = 致谢署名
field-additional = 其他说明
field-extra = 厂商的问题

## 提示

hint-organisation = 如果您是独立研究者，请填写“独立”。
hint-email = 厂商会通过此邮箱答复您。
hint-certificate = 厂商可用它加密给您的答复。只粘贴公钥，切勿粘贴私钥。公钥以 -----BEGIN PGP PUBLIC KEY BLOCK----- 开头。
hint-product = 产品名称；如有型号，请一并填写。
hint-versions = 您所知的受影响版本。不清楚时可填写“未知”。
hint-component = 问题所在的部分，例如某个库、服务或文件。
hint-title = 用一句话概括问题，例如“登录页面接受空密码”。
hint-description = 问题是什么，在什么条件下出现。可使用 Markdown。
hint-impact = 攻击者能够借此做什么。
hint-weakness = CWE 列表中的编号，例如 CWE-79。
hint-severity = 以 CVSS:4.0/ 或 CVSS:3.1/ 开头的完整向量，例如 CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H
hint-discovery = 例如通过阅读代码、测试或偶然发现；如果记得，请写明日期。
hint-steps = 逐步写明，以便厂商复现问题。
hint-plan-date = 格式为年-月-日，例如 2027-03-31。
hint-plan-links = 每行一个链接，以 https:// 或 http:// 开头。
hint-others-informed = 您已告知的其他厂商、CERT 或任何人。
hint-credit = 厂商公开致谢时使用的名字。如不需要致谢，请留空。
hint-additional = 厂商还应知道的任何信息。

## 选项

choice-named = 署名，并留下联系方式
choice-anonymous = 匿名，不留联系方式
choice-none-known = 尚无已知利用
choice-proof-of-concept = 已有概念验证（PoC）
choice-in-the-wild = 已出现在野利用
choice-unknown = 未知：无法判断
choice-coordinated = 与厂商协调披露，已定计划日期
choice-no-plan = 没有公开计划
choice-public = 已经公开

## 受影响的产品、预览

affected-product = 受影响的产品 { $number }
affected-add = 添加另一个产品
affected-remove = 移除产品 { $number }
preview-show = 显示预览
preview-hide = 隐藏预览
preview-label = 漏洞描述的预览
preview-waiting = 正在生成预览

## 未填写的内容

missing-organisation = 请填写您的组织；独立研究者请填写“独立”
missing-name = 请填写您的姓名
missing-email = 请填写厂商可以答复您的电子邮箱
missing-product = 请填写产品 { $row } 的名称
missing-versions = 请填写产品 { $row } 的版本，或填写“未知”
missing-title = 请填写漏洞标题
missing-description = 请描述漏洞
missing-exploits = 请选择已知的利用情况
missing-exploit-details = 请填写您所知的利用详情
missing-plan = 请选择披露计划
missing-plan-date = 请填写计划披露的日期
missing-plan-links = 请至少填写一个公开位置的链接
missing-other = 请填写“{ $label }”：厂商要求提供此项

## 需要改正的内容

mistake-too-long = 请将“{ $label }”缩短到 4 MB 以内
mistake-not-an-address = 请填写格式正确的电子邮箱，例如 name@example.com
mistake-not-a-weakness = 请填写 CWE 编号，例如 CWE-79
mistake-not-a-severity = 请填写以 CVSS:4.0/ 或 CVSS:3.1/ 开头的完整向量
mistake-not-a-date = 请按年-月-日填写真实存在的日期，例如 2027-03-31
mistake-date-in-the-past = 请填写今天或今后的日期
mistake-not-a-link = 请只填写完整的链接，以 https:// 或 http:// 开头
mistake-not-a-certificate = 请粘贴完整的公钥，从 -----BEGIN PGP PUBLIC KEY BLOCK----- 到 -----END PGP PUBLIC KEY BLOCK-----
mistake-secret-key = 粘贴的内容是私钥，已被删除。请改为粘贴公钥，它以 -----BEGIN PGP PUBLIC KEY BLOCK----- 开头

## 厂商的公钥

verdict-ready = { $vendor }的公钥指纹相符，可以使用。您的报告将用它加密。
verdict-checking = 正在检查公钥
verdict-absent = 本页面知道{ $vendor }公钥的指纹，但没有公钥本身。请从厂商处（例如其网站）获取公钥，并在“厂商的公钥”步骤中添加。公钥是一份 OpenPGP 证书。您可以先撰写报告。
verdict-no-key = { $vendor }没有公布公钥，因此暂时无法加密。请向厂商索取公钥（一份 OpenPGP 证书）及其指纹。您可以先撰写报告。
verdict-refused = 尚无{ $vendor }的公钥通过检查，因此暂时无法加密。原因和处理方法见“厂商的公钥”步骤。您输入的内容没有丢失。
verdict-ready-warning = { $vendor }的公钥指纹相符，可以使用，但存在问题，应让其所有者知道。您的报告将用它加密。
verdict-unfit = 这是{ $vendor }的公钥，但无法用它加密。
verdict-unfit-member = 这些是{ $vendor }的公钥，但其中有无法用于加密的公钥。
verdict-missing = 报告将用{ $vendor }的所有公钥加密，目前还缺少一部分。请添加缺少的公钥。
verdict-reasons = 原因
verdict-next = 处理方法
verdict-nothing-lost = 不会以明文发送任何内容，您输入的内容也没有丢失。
pin-fingerprint = 公钥应有的指纹
pin-typed = 您输入的指纹
pin-key-id = 密钥 ID
pin-source = 来源
pin-checked = 核对日期：{ $day }
key-fingerprint = 此公钥的指纹
key-user-ids = 公钥中注明的所有者
key-expires = 有效期至
key-expires-on = { $day }（UTC）
key-expires-never = 永久有效
key-keys = 公钥的组成部分
key-used = 用于加密您的报告
member-heading = 第 { $number } 个公钥（共 { $total } 个）
member-used = 用于加密您的报告。
member-missing = 尚未添加，请在下方添加。
member-left-out = 未使用。厂商允许不用它加密报告。
member-unfit = 无法使用。
key-notes = 说明
key-not-used = 未使用。{ $reason }
key-other = 使用其他公钥
key-unread = 文件无法读取，或大于 4 MB。请选择只包含厂商公钥的文件。
offer-heading = 添加厂商的公钥
offer-fingerprint = 厂商公钥的指纹
offer-fingerprint-hint = 请通过与获取公钥不同的途径（例如电话或厂商网站）向厂商核实。指纹由 40 或 64 个数字和字母 A 至 F 组成，空格可有可无。
offer-file = 选择公钥文件，或将文件拖放到此处
offer-file-button = 选择文件
offer-file-hint = 只需要厂商的公钥，切勿提供私钥。文件名通常以 .asc、.gpg 或 .pgp 结尾。文件不会离开您的浏览器。
offer-paste = 或以文本形式粘贴公钥
offer-paste-hint = 以 -----BEGIN PGP PUBLIC KEY BLOCK----- 开头
offer-check = 检查公钥

## security.txt：读取时发现的情况（后面接相关内容和行号）

security-txt-signed = 文件带有签名。本页面不验证签名，因此签名在此不能证明任何事情。
security-txt-outside-signed = 签名部分之外还有文字。这些文字不属于该文件，已忽略。
security-txt-signature-incomplete = 签名缺少开头或结尾。如有可能，请重新复制整个文件。
security-txt-not-utf8 = 有些字符无法读取。请与厂商网站上的文件比对。
security-txt-malformed-lines = 从这一行起，有些行既不是字段也不是注释，已忽略。
security-txt-unknown-fields = 以下名称的字段无法识别，已忽略：
security-txt-empty-field = 此字段为空：
security-txt-placeholder = 这是模板中未填写的空白，已忽略：
security-txt-too-many = 此字段出现次数过多，只读取了前面的部分：
security-txt-contact-missing = 文件中没有可在此使用的联系方式。请在厂商网站上查找电子邮箱，并在下方填写。
security-txt-contact-no-scheme = 此邮箱地址前缺少“mailto:”，仍会使用：
security-txt-contact-http = 此网站的连接未加密（http），您填写的内容可能被他人读取或篡改，已忽略：
security-txt-contact-bad-mail = 这不是可在此使用的邮箱地址。如果您能看出其含义，请在下方填写：
security-txt-contact-mail-headers = 只采用了此链接中的地址，未采用主题等其他部分：
security-txt-contact-other = 本页面无法使用这种联系方式：
security-txt-contact-unusable = 这既不是邮箱地址，也不是安全的链接。如果您能看出其含义，请在下方填写：
security-txt-key-missing = 文件中没有关于厂商公钥的可用信息。请在厂商网站上查找公钥及其指纹，或向厂商索取。
security-txt-key-block = 文件中包含一份公钥。只有指纹相符时才会使用。
security-txt-key-dns = 公钥发布在域名系统（DNS）中，本页面不会去查询。如果您有可以查询的程序，请将公钥保存为文件，稍后添加：
security-txt-key-http = 此公钥链接的连接未加密（http），公钥可能被调换，已忽略。请向厂商索取指纹：
security-txt-key-id-only = 这只是密钥 ID，任何人都能制作 ID 相同的密钥。请向厂商索取完整的指纹：
security-txt-key-bad-fingerprint = 这不是完整的 OpenPGP 公钥指纹。请向厂商索取：
security-txt-key-no-scheme = 此指纹前缺少“openpgp4fpr:”，仍会使用：
security-txt-key-age = 这是 age 程序的公钥。本页面只能用 OpenPGP 公钥加密：
security-txt-key-minisign = 这是 minisign 程序的公钥，只用于验证签名，不能加密：
security-txt-key-ssh = 这是 SSH 公钥。本页面只能用 OpenPGP 公钥加密：
security-txt-key-other = 本页面无法以这种方式获取厂商的公钥：
security-txt-key-unusable = 这既不是指向公钥的安全链接，也不是指纹：
security-txt-expires-missing = 文件没有注明有效期，而每个 security.txt 都必须注明。请在厂商网站上确认内容是否仍然有效。
security-txt-expires-repeated = 有效期不止一个，以最早的为准：
security-txt-expires-unreadable = 无法读取此有效期，因此无法判断文件是否仍然有效。请在厂商网站上确认：
security-txt-expires-loose = 此有效期的写法不规范，已按 UTC 时间读取：
security-txt-expires-past = 文件已过期，其中的地址和公钥可能有误。请在厂商网站上查找更新的文件。您也可以自担风险，继续使用此文件：
security-txt-expires-far = 有效期超过一年，内容可能早已过时。请在厂商网站上确认是否仍然有效：
security-txt-languages-repeated = 语言列表不止一个，已全部读取。
security-txt-link-http = 此链接的连接未加密（http），已忽略：
security-txt-link-unusable = 这不是安全的链接，已忽略：
security-txt-source = 您提供的 security.txt
security-txt-policy = 漏洞报告政策
security-txt-acknowledgments = 致谢名单
security-txt-csaf = 供程序读取的安全公告（CSAF）

## 不是 security.txt 的内容

no-security-txt-too-large = 文件无法读取，或内容过大，不可能是 security.txt。请选择不超过 128 KB 的文件。
no-security-txt-empty = 内容为空。请粘贴 security.txt 的文本，或选择文件。
no-security-txt-not-text = 这不是文本。security.txt 是纯文本文件。
no-security-txt-html = 这是网页，不是 security.txt。网站没有该文件时常会返回网页。请在厂商网站上查找其他有关安全的页面。
no-security-txt-key = 这是公钥，不是 security.txt。请先留着：手动填写厂商的名称和邮箱，然后在“厂商的公钥”步骤中添加公钥。
no-security-txt-secret-key = 其中包含私钥，已被拒绝，且不会保留。切勿把私钥交给任何人。
no-security-txt-link = 这只是一个链接，本页面不会读取它。请在新标签页中打开链接，复制看到的文本，然后粘贴到这里。
no-security-txt-no-field = 其中没有找到 security.txt 的字段。这种文件包含类似“Contact: mailto:security@example.com”的行。

## 被拒绝的公钥

refusal-not-pinned = 这不是厂商的公钥，其指纹为 { $found }。请勿使用。请从可信的来源（例如厂商的官方网站）重新获取公钥，并比对指纹。
refusal-subkey-pinned = 预期的指纹只属于此公钥的一部分，即一个子密钥。整个公钥的指纹是 { $primary }。请让厂商确认整个公钥的指纹。在此之前不会用它加密。
first-seen-heading = 这是厂商的公钥吗？
first-seen-explanation = 您添加的公钥具有上面的指纹。请与从其他来源得到的{ $vendor }公钥指纹比对，并在下方输入该指纹。如果没有其他来源，此公钥的可信程度取决于您获取它的地方，例如通过 https 打开的厂商官方网站。
first-seen-rely = 信任并使用此公钥
refusal-no-pins = 没有可供核对的指纹。请向厂商索取指纹，并与公钥一起填写。
unreadable-too-large = 内容过大，不可能是公钥。请选择小于 4 MB 且只包含厂商公钥的文件。
unreadable-secret-key = 这是私钥，已被拒绝，且不会保留。请改为添加厂商的公钥，切勿把私钥交给任何人。
unreadable-signature = 这是签名或吊销证书，不是公钥。请添加厂商的公钥本身。
unreadable-message = 这是加密或签名的消息，不是公钥。请添加厂商的公钥，其文本以 -----BEGIN PGP PUBLIC KEY BLOCK----- 开头。
unreadable-empty = 内容为空。请选择厂商的公钥文件，或以文本形式粘贴公钥。
unreadable-not-openpgp = 其中没有找到 OpenPGP 公钥。请添加厂商的公钥，其文本以 -----BEGIN PGP PUBLIC KEY BLOCK----- 开头。
unreadable-link = 这是链接，不是公钥。本页面不会从其他网站获取任何内容。请自行打开链接，将公钥保存为文件，再在此选择该文件。
unreadable-fingerprint = 这只是指纹或密钥 ID，仅用于指明某个公钥。加密需要公钥本身，请向厂商获取，其文本以 -----BEGIN PGP PUBLIC KEY BLOCK----- 开头。
unreadable-placeholder = 这里还没有公钥，只有占位文字。请获取厂商的公钥，并完整粘贴。
unreadable-ssh-key = 这是 SSH 公钥，用于登录。报告需用 OpenPGP（PGP、GnuPG）公钥加密，请向厂商索取。
unreadable-age-key = 这属于另一种加密程序 age。本页面只用 OpenPGP（PGP、GnuPG）公钥加密，请向厂商索取。
unreadable-minisign = 这是 minisign 或 signify 公钥，只能验证签名，不能加密。请向厂商索取 OpenPGP（PGP、GnuPG）公钥。
unreadable-x509 = 这是用于网站或 S/MIME 邮件的证书或密钥（X.509）。本页面只用 OpenPGP（PGP、GnuPG）公钥加密，请向厂商索取。
unreadable-web-page = 这是网页，其中没有公钥。请打开该网页，找到公钥本身的下载链接，并保存为文件；也可以复制从 -----BEGIN PGP PUBLIC KEY BLOCK----- 开始的公钥文本，粘贴到这里。
unreadable-keybox = 这是 GnuPG 的密钥数据库（pubring.kbx），不是单个公钥。请用 gpg --armor --export 加上公钥指纹，从中导出厂商的公钥，再添加导出的内容。
unreadable-other-file = 这是压缩文件或 PDF。请解压或打开它，再添加其中的公钥。
unreadable-truncated = 公钥不完整。请重新获取整个文件，或重新复制文本，直到 -----END PGP PUBLIC KEY BLOCK----- 这一行为止。
unreadable-damaged = 公钥在传输中已损坏。请重新向厂商获取。
unreadable-unsupported = 本页面无法读取这种类型的公钥。请向厂商索取其他公钥，或改用厂商提供的其他方式报告。

## 公钥检查中发现的情况（均为完整句子，说明公钥的某个组成部分）

# 组成部分（例如“子密钥 1234”）及发现的情况。
finding-of = { $part }：{ $fact }
component-primary = 主密钥
component-subkey = 子密钥 { $id }（{ $algorithm }）
fact-not-pinned = 这不是所要的公钥。
fact-subkey-pinned = 所要的指纹只属于此公钥的一部分，即一个子密钥。
fact-too-many-signatures = 它带有 { $number } 个签名，超过本页面检查的上限（{ $limit } 个）。
fact-too-many-parts = 它有 { $number } 个用户 ID 和子密钥，超过本页面检查的上限（{ $limit } 个）。
fact-no-encryption-key = 它只能用于签名，没有可用于加密的部分。
fact-unreadable-subkeys = 其中有 { $number } 个部分本页面无法读取：已损坏，或类型未知。
fact-designated-revoker = 其所有者允许另一个密钥吊销它。本页面不检查是否已被吊销。
fact-revocation-not-checked = 它似乎已被吊销，但本页面无法核实。
fact-expires-soon = 它将于 { $day } 过期，不到 { $number } 天。
fact-expired = 它已于 { $day } 过期。
fact-not-yet-valid = 它注明的生效日期 { $day } 在未来。
fact-revoked = 其所有者已将其吊销。
fact-revoked-compromised = 其所有者已将其吊销，因为私钥可能已落入他人之手。
fact-revoked-superseded = 其所有者已将其吊销，并改用其他公钥。
fact-revoked-retired = 其所有者已将其吊销，不再使用。
fact-no-binding = 缺少所有者对它的签名，无法确认它可以使用。
fact-bad-binding = 无法确认它的签名出自所有者，它可能已损坏或被篡改。
fact-no-back-signature = 它没有确认自己属于此公钥，可能是他人的密钥。
fact-md5 = 所有者对它的签名属于任何人都能伪造的旧类型（MD5）。
fact-sha1 = 所有者对它的签名属于不应再使用的旧类型（SHA-1 或 RIPEMD-160）。
fact-unsupported-algorithm = 本页面不支持这种类型的密钥。
fact-too-short = 密钥长度过短，不够安全。
fact-short = 密钥长度低于目前的建议。
fact-not-encryption = 它用于签名，不用于加密。
fact-post-quantum = 用它加密的内容也能抵御未来的量子计算机。
fact-not-preferred = 它可以使用，但此公钥的另一部分能抵御量子计算机。

## 处理方法

remedy-check-clock = 请检查设备的日期和时间，然后重试。如果设备时间无误，请向厂商索取其他公钥。
remedy-ask-renewed = 请到厂商公布公钥的地方查找较新的版本，有效期可能已经延长。如果没有，请要求厂商续期。
remedy-get-again = 请从厂商公布公钥的地方重新获取。
remedy-ask-fingerprint = 请厂商确认整个公钥的指纹。
remedy-ask-whether-good = 继续之前，请先向厂商确认此公钥是否仍然有效。
remedy-ask-another = 请向厂商索取其他公钥，或通过厂商提供的其他途径递交报告。
remedy-tell-vendor = 您可以继续。请告知厂商，以便其及时更新公钥。

## 填写的指纹

fingerprint-empty = 请填写经厂商确认的指纹
fingerprint-not-hex = 请填写只含数字和字母 A 至 F 的指纹
fingerprint-key-id = 这是 { $digits } 位的密钥 ID，任何人都能制作 ID 相同的密钥。请填写 40 位或 64 位的完整指纹
fingerprint-too-short = 请填写完整的指纹。指纹应为 40 位或 64 位，现在只有 { $digits } 位
fingerprint-wrong-length = 请填写 40 位或 64 位的指纹。现在有 { $digits } 位

## 索取公钥

key-request-heading = 向厂商索取公钥
key-request-explanation = 这封邮件只索取公钥，不会提及您发现了什么，也不含报告中的任何内容。
mail-to = 收件人
mail-subject-label = 主题
key-request-open = 在邮件程序中打开这封邮件
key-request-subject = 索取贵方的 OpenPGP 证书
key-request-body =
    您好：

    我们希望能与贵方保密通信。能否将贵方的 OpenPGP 证书（公钥）发给我们，或告知其公布位置？

    能否再通过其他途径（例如贵方网站或电话）告知完整指纹，以便我们核实证书？

    谢谢

## 检查

review-missing = 加密之前，请先改正以下内容
review-lead = 以下就是将要加密的全部内容，一字不差。请先通读一遍，再继续。
review-text = 报告正文
review-text-note = 包含在每种格式中。
review-json = 供程序读取的同一份报告（report.json）
review-json-note = 仅在原始邮件中与正文一同发送。其他方式都只包含正文。
review-json-note-archive = 在每种格式中都与正文和附件一同发送。
review-padding-archive = 加密前会添加空白填充，使密文的长度几乎不透露信息。
review-padding = 原始邮件在加密前会添加空白填充，使长度几乎不透露信息。其他方式没有填充：从密文的长度可以大致看出报告的篇幅。
review-key = 用于加密的公钥
review-to-key = 前往“厂商的公钥”

## 加密

seal = 加密报告
sealing = 正在加密报告
seal-not-while-missing = 改正上面列出的内容后，即可加密报告。
seal-not-while-reading = 所有附件读取完毕后，即可加密报告。
seal-not-without-key = 有了厂商的公钥后，即可加密报告。
seal-options = 选项
seal-to-own = 同时用我自己的公钥加密，以便我日后也能打开报告
seal-to-own-hint = 使用您为接收答复而提供的 OpenPGP 证书。除非选择隐藏，加密后的消息会显示您的密钥可以打开它。
with-mail = 同时生成原始邮件（PGP/MIME）
with-mail-hint = 邮件大小约为 { $size }。许多邮件服务器最多只接受 { $limit }。归档文件总会生成。
hide-key-ids = 不显示哪些密钥可以打开消息
hide-key-ids-hint = 厂商的软件需要逐一尝试其私钥。GnuPG 可以做到，Thunderbird 等一些软件无法打开这样的消息。
own-refused = 无法使用您自己的公钥。{ $reason }请更正“用于接收答复的 OpenPGP 证书”一项，或取消用自己的公钥加密。
refusal-unready = 厂商的公钥已无法使用。原因和处理方法见“厂商的公钥”步骤。
seal-lost = 浏览器已无法读取加密后的报告。没有发送任何内容，您输入的内容也没有丢失。请在下方重新加密。
seal-cancelled = 您已停止加密。没有发送任何内容，您输入的内容也没有丢失。您可以在下方重新开始。
sealed-already = 这份报告已经加密。

## 加密程序出错时（也用于检查公钥和预览）

worker-no-start = 页面的加密程序未能启动。您输入的内容没有丢失。请重试。如果仍无法启动，请复制您输入的内容，换用其他浏览器。
worker-silent = 页面的加密程序长时间没有响应，已被终止。您输入的内容没有丢失。请重试。
worker-crashed = 页面的加密程序停止了工作。您输入的内容没有丢失。请重试，程序会重新启动。
worker-protocol = 页面的两个部分版本不一致，可能是页面刚刚更新过。您输入的内容还没有丢失。请重试。如果无效，请先复制您输入的内容，再刷新页面。
worker-seal = 加密未能完成。没有发送任何内容，您输入的内容也没有丢失。请重试。
worker-not-sealed = 得到的结果不是有效的加密消息，已被丢弃。没有发送任何内容，您输入的内容也没有丢失。请重试。
worker-no-room = 磁盘或内存空间不足，无法存放加密报告，或浏览器不允许使用更多空间。没有发送任何内容，您输入的内容也没有丢失。请腾出空间，或去掉较大的文件，然后重试。

## 附件

attachments = 附件
attachments-hint = 例如概念验证、崩溃转储或视频。您可以选择文件、将文件拖放到此处，或粘贴截图。附件会与报告一同加密，在您提交之前不会离开浏览器。
attachments-choose = 选择文件
attachments-added = 已添加 { $number } 个文件。
attachment-removed = 已移除 { $name }。
attachment-unread = 无法读取 { $name }。
attachments-reading = 正在读取文件，以便在报告中写明其 SHA-256 校验值。
attachments-read = 所有文件均已读取。
attachments-large = 加上这些文件后，原始邮件（PGP/MIME）会超过 { $limit }，许多邮件服务器不接受，因此只有您在加密前的选项中要求时才会生成。文件再大一些，邮件草稿也会过大。届时请上传加密报告，或将其保存，并询问厂商应发送到何处。
attachment-given = 原文件名：
attachment-renamed = 。文件名已更改，以便在任何电脑上都能安全使用，且不与其他附件重名。
attachment-no-type = 类型未知
attachment-waiting = 等待读取
attachment-reading = 正在读取 { $name }
attachment-empty = 这是一个空文件。
attachment-same = 此文件与 { $name } 内容相同。
attachment-remove = 移除
file-vanished = 已无法读取 { $name }。它可能已被移动、删除或修改，或者它是一个文件夹。请将其移除，或重新选择。
file-changed = { $name } 在您选择之后发生了变化。请将其移除，或重新选择。
file-not-read = 未能读取 { $name }，因为本页面读取文件的部分停止了工作。请将其移除，或重新选择。
room-memory = 在此浏览器中，加密后的报告只能存放在内存里，预计最多可处理 { $limit }。
room-memory-short = 在此浏览器中，加密后的报告只能存放在内存里。它大约需要 { $needed }，而这里预计最多只能处理 { $limit }。请移除较大的文件，或换用其他浏览器，从网站打开本页面，且不要使用无痕窗口。
room-disk-short = 加密后的报告大约需要 { $needed }，而浏览器在此磁盘上只允许使用 { $free }。请腾出磁盘空间，或移除较大的文件。

## 数量和进度

amount-bytes = { $number } 字节
amount-exact = { $amount }（{ $exact }）
progress-of = 已完成 { $done }，共 { $total }
progress-with-rate = { $progress }，每秒 { $rate }，{ $left }
progress-told = 已完成 { $percent } %，{ $left }。
progress-percent = 已完成 { $percent } %。
time-left-moments = 还需几秒钟
time-left-seconds = 大约还需 { $number } 秒
time-left-minutes = 大约还需 { $number } 分钟
time-left-hours = 大约还需 { $number } 小时

## 提交

sealed = 报告已用{ $vendor }的公钥加密，尚未发送。
sealed-recipients = 可以解密的密钥
hand-over-lead = 请选择提交方式。您可以使用多种方式，每种方式都会生成一份回执。
channel-other = 文本或文件
channel-other-explanation = 复制加密后的文本，或保存为文件，然后用任何方式发送。只有上面列出的密钥才能解密。
copy-armored = 复制加密文本
save-sealed = 保存加密报告
copy-worked = 加密文本已复制。
copy-failed = 浏览器不允许复制。请自行选中本页上的文本并复制。
copy-failed-armored = 浏览器不允许复制。请展开下方的“显示加密文本”，自行选中并复制，或者保存文件。
armored-label = 加密文本
armored-show = 显示加密文本
text-not-padded = 从加密文本的长度可以大致看出报告的篇幅。
channel-other-archive-explanation = 将加密报告连同附件保存为一个文件，再以任何方式发送。只有上面列出的密钥才能打开：
archive-not-copied = 带附件的报告是一个文件，无法作为文本复制。
channel-file = 文件
channel-clipboard = 复制的文本
start-again = 全部删除并重新开始
start-again-question = 要从本页面删除您填写的内容、加密报告和回执吗？
start-again-hint = 这会从本页面删除您输入的内容、加密报告和回执。附加的文件仍保留在您的设备上。请先保存回执，并等待下载完成。

## 邮件

channel-mail = 电子邮件
mail-lead = 将加密报告发送至 { $address }。本页面不会代您发送，请用您自己的邮件程序发送。
channel-mail-draft = 邮件草稿
mail-draft-explanation = 一个包含完整邮件的文件：已填好地址和主题，并附上加密报告。请在邮件程序（例如 Thunderbird 或 Outlook）中打开并发送。
mail-draft-too-large = 加密报告连同附件做成邮件约为 { $size }，太大而不适合发送：许多邮件服务器最多只接受 { $limit }。请在下方保存加密报告，然后写信给 { $address }，询问可以上传到哪里，或发送一个可下载该文件的链接。只有厂商能打开它。
mail-draft-save = 保存邮件草稿
channel-mailto = 新建邮件并自行添加附件
mailto-first = 保存加密报告。
mailto-then = 新建邮件，将保存的文件添加为附件，然后发送。
mailto-open = 新建邮件
channel-raw-mail = 原始邮件（PGP/MIME）
raw-mail-explanation = 适用于能原样发送完整邮件的程序，例如 sendmail -t。厂商的邮件程序会像显示其他加密邮件一样显示解密后的报告。除正文和附件外，还包含 report.json。
raw-mail-save = 保存原始邮件
mail-subject = 加密报告 { $reference }
mail-sentence = 附件是一份加密报告，请用您的 OpenPGP 密钥打开。
mail-sentence-archive = 附件是一份带文件的加密报告，请用您的 OpenPGP 密钥打开：{ $command }
mailto-note = 发送前：请添加附件 { $file }。邮件正文不加密，请勿写入任何细节。然后删除这几行。

## 上传

channel-upload = 上传
upload-lead = 从本页面将加密报告发送至 { $host }。
upload-not-from-file = 本页面是保存的文件，不连接任何服务器，因此无法上传。请保存加密报告，再以其他方式提交。
upload = 上传加密报告
upload-working = 正在上传加密报告。请保持页面打开。
uploaded = 服务器已收到加密报告。请在下方保存回执。
upload-cancelled = 您已停止上传。没有任何内容丢失，加密报告仍在这里。您可以重新上传，或改用其他方式提交。
upload-network = 无法连接服务器，或连接中断。没有任何内容丢失，加密报告仍在这里。请检查网络后重试，或改用其他方式提交。
upload-stalled = 上传长时间没有进展，已被终止。没有任何内容丢失，加密报告仍在这里。请重试，或改用其他方式提交。
upload-refused = 服务器没有接受加密报告（代码 { $status }）。没有任何内容丢失，加密报告仍在这里。请重试，或改用其他方式提交。
upload-forbidden = 服务器不允许此次上传（代码 { $status }）。没有任何内容丢失，加密报告仍在这里。请改用其他方式提交，或稍后重试。
upload-no-such-place = 服务器的这个地址不接受上传（代码 { $status }）。没有任何内容丢失，加密报告仍在这里。请改用其他方式提交，或稍后重试。
upload-exists = 服务器表示已有这份报告（代码 { $status }），可能来自之前的尝试。没有任何内容丢失，加密报告仍在这里。请重试；为稳妥起见，也可改用其他方式提交。
upload-too-large = 加密报告超出了服务器的大小限制（代码 { $status }）。没有任何内容丢失，加密报告仍在这里。请改用其他方式提交，或去掉较大的文件后重试。
upload-too-many = 服务器收到的上传过多（代码 { $status }）。没有任何内容丢失，加密报告仍在这里。请过几分钟重试，或改用其他方式提交。
upload-server-fault = 服务器发生故障（代码 { $status }）。没有任何内容丢失，加密报告仍在这里。请稍后重试，或改用其他方式提交。
upload-server-said = 服务器的答复：

## 手动复制

by-hand-warning-heading = 从这里复制的内容没有加密
by-hand-warning = 这些内容会经您的手以明文离开本页面。您粘贴到的网站，其运营者可以看到；能读取剪贴板的其他程序也可以看到。
by-hand-attachments = 复制的内容不包含附件。如果您把附件交给某个网站，它收到的是未加密的文件。
by-hand-sites = 可以填写的网站
by-hand-empty = 还没有可复制的内容。请返回填写表单。
by-hand-markdown = 完整报告（Markdown）
by-hand-no-markdown = 回答所有必填问题后，此处会显示 Markdown 格式的完整报告。
by-hand-files-failed = 有附件无法读取，因此无法生成 Markdown 格式的完整报告。请返回并移除该文件，或重新选择。
by-hand-files-reading = 所有附件读取完毕后，此处会显示 Markdown 格式的完整报告。
copy-worked-by-hand = 已复制（未加密）：{ $label }

## 回执

receipts-heading = 您的回执
receipts-explanation = 回执记录您何时、以何种方式从本页面取走加密报告，以及它的 SHA-256 校验值，不含您所发现的内容。只有上传的回执才表明内容已送达。
receipt-save = 保存回执
receipt-answered = 服务器答复代码 { $status }
receipt-heading = 加密报告回执
receipt-reference = 编号
receipt-vendor = 厂商
receipt-channel = 提交方式
receipt-time = 时间
receipt-digest = 加密报告的 SHA-256
receipt-length = 长度（字节）
receipt-answer = 服务器的答复
receipt-no-answer = 无，因为并非由本页面发送

## 报告正文

report-heading = 漏洞报告：{ $title }
report-reference = 编号
report-date = 日期
report-to = 收件方
report-attachments = 附件
report-attachment = { $name }，{ $length } 字节
report-attachment-digests = 附件的 SHA-256

## 页面崩溃时

rescue-heading = 页面已停止工作
rescue-explanation = 本页面发生了错误，但没有向任何人发送任何内容。下面是您输入的全部内容。请全选并复制到安全的地方，然后刷新页面。

## 没有脚本或 WebAssembly 时（每条一行，不经 Fluent 读取）

page-loading = 正在加载 Sealed Report
fallback-heading = 本页面需要 JavaScript 和 WebAssembly
fallback-explanation = 没有它们就无法加密您的报告。请启用它们并刷新页面，或换用较新的浏览器。您也可以用自己的 OpenPGP 软件加密报告，再通过邮件发送。下面列出各厂商的邮箱地址和公钥指纹。加密前请核对完整的指纹。
fallback-address = 电子邮箱
fallback-fingerprint = 公钥指纹
fallback-no-key = 厂商未公布公钥。请先索取公钥，不要透露任何细节。
