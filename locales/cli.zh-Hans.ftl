# 仅命令行使用的文字。与页面同名的消息在此取代页面的消息。

## 帮助

help =
    将漏洞报告加密给厂商的 OpenPGP 证书，并检查此类证书。

    sealed-report check 证书或厂商文件…    能否用这些证书加密报告？
    sealed-report seal --vendor 文件 --report report.json --format text|mail|archive
                                           加密页面生成的报告。

    在命令后加 --help 查看其选项，--version 显示版本。在命令后加 --lang zh-Hans 以中文回答。
help-check =
    sealed-report check 证书或厂商文件…（可有多个文件；- 为标准输入）
    检查文件中的每个 OpenPGP 证书。对于厂商文件（JSON），检查其中指定的证书。

    --fingerprint 指纹    与此指纹比对，可多次给出。
    --at 时间             以此时间为准：2026-11-22、2026-11-22T09:26:40Z，或 @ 加 Unix 秒数。
    --json                输出 JSON，供程序读取。
    --warn-days 天数      在此天数内过期则警告（默认 30），且有任何警告时以 3 退出。
    --lang 语言           en 或 zh-Hans。

    退出码：0 可用；1 被拒绝；2 文件无法读取或缺少证书；
    3 可用但有警告，仅在给出 --warn-days 时；64 参数有误；74 无法输出。
    有多个证书时，2 优先于 1，1 优先于 3。
help-seal =
    sealed-report seal --vendor 文件 --report 文件 --format text|mail|archive [--attach 文件]…
    与页面一样加密 report.json。- 为标准输入。

    --vendor 文件         厂商文件。其中指定的证书决定谁能读取报告。
    --cert 文件           厂商文件指定但未包含的证书，可多次给出。
    --report 文件         报告，即 report.json。
    --format 格式         text：文本形式的加密消息。mail：供 sendmail -t 使用的完整邮件。
                          archive：供上传的文件，用 gpg -d 文件 | tar x 打开。
    --attach 文件         随报告一同加密，用于邮件或 archive，可多次给出。
    --to 地址             收件地址，取代厂商文件中的地址。
    --out 文件            写入此文件而非标准输出。不会覆盖已有文件。
    --force               覆盖已有文件。
    --own 文件            同时用此证书加密，以便日后读取报告。
    --hide-key-ids        不显示哪些密钥可以解密。
    --at 时间             以此时间为准，同 check。
    --lang 语言           en 或 zh-Hans。

    退出码：0 已加密；1 报告或证书被拒绝；2 文件无法读取；
    64 参数有误；74 无法输出。除非为 0，否则不写入任何内容。

## 参数有误

usage-see-help = 参见 sealed-report --help
usage-no-command = 请说明要做什么：check 或 seal。
usage-unknown-command = 没有 { $given } 这个命令。
usage-unknown-option = 没有 { $given } 这个选项。
usage-unexpected-argument = 此处不应有这个参数：{ $given }
usage-unexpected-value = 选项 { $given } 不接受值。
usage-missing-value = 选项 { $given } 需要一个值。
usage-missing-option = 必须给出选项 { $given }。
usage-missing-file = 请至少给出一个证书或厂商文件，或用 - 表示标准输入。
usage-bad-fingerprint = 这不是 40 位或 64 位的完整指纹：{ $given }
usage-bad-time = 这不是 2026-11-22、2026-11-22T09:26:40Z 或 @1795339600 这样的时间：{ $given }
usage-bad-days = 这不是天数：{ $given }
usage-bad-format = 格式应为 text、mail 或 archive，而不是 { $given }。
usage-bad-language = 语言应为 en 或 zh-Hans，而不是 { $given }。
usage-attached-to-text = text 格式不能带附件。请使用 --format archive 或 mail。
usage-attached-stdin = 附件需要读取两次，而标准输入只能读取一次。请给出文件。

## 文件

input-stdin = 标准输入
input-not-found = 没有这个文件。
input-not-readable = 无法读取此文件。
input-stdin-twice = 标准输入只能读取一次。
attach-folder = 这是一个文件夹。请附上其中的文件，或将其打包后附上。
attach-not-a-file = 这不是普通文件，无法读取两次。
attach-vanished = 文件起初存在，现在无法读取。待文件恢复后请重新加密。
attach-changed = 文件在读取期间发生了变化。待文件不再变化后请重新加密。

## 检查

check-line = { $label }：{ $value }
check-usable = { $file }：可用
check-usable-warned = { $file }：可用，但有警告
check-refused = { $file }：被拒绝，不会用它加密任何内容。
check-unreadable = { $file }：{ $reason }
check-not-compared = 未与任何指纹比对，因为没有给出指纹（--fingerprint）。
check-compared = 其指纹与给出的指纹一致。
check-compared-vendor = 这是{ $vendor }指定的证书。
check-optional = 只要厂商的另一个证书可用，报告可以不用它加密。
check-user-id = 用户 ID
check-key-used = 用于加密报告
check-key-ends = ，有效期至 { $time }
check-findings = 检查结果
check-vendor-file = 厂商文件有误：{ $detail }
check-no-pins = 厂商文件没有指定证书，因此无法加密报告。
check-missing = 厂商文件指定了证书 { $fingerprint }，但未包含该证书。请将证书文件与厂商文件一起给出。
check-pinned-unreadable = 无法读取指纹 { $fingerprint } 所对应的证书。{ $reason }
severity-refusal = 拒绝
severity-warning = 警告
severity-info = 说明
team-ready = 可以向{ $vendor }加密报告。
team-not-ready = 无法向{ $vendor }加密报告。

## 证书所有者的处理方法

owner-compare = 请将您公布的指纹与此证书的指纹 { $fingerprint } 比对，并更正有误的一方：指纹或文件。
owner-publish-whole = 请改为公布整个证书的指纹：{ $fingerprint }
owner-fewer-signatures = 请公布不含他人签名的证书。
owner-revocation = 如果您已吊销此证书，请公布另一个证书；如果没有，请公布不含该吊销签名的证书。
owner-extend = 请延长其有效期，并重新公布证书。
owner-check-clock = 请检查本机的时钟或 --at 给出的时间。如果无误，请等待，或公布另一个证书。
owner-sign-again = 请用 SHA-256 重新签名，并重新公布证书。
owner-replace-key = 请添加符合当前强度要求的子密钥，吊销此子密钥，并重新公布证书。请保留旧的私钥，以便读取已用它加密的内容。
owner-add-key = 请添加用于加密的子密钥，并重新公布证书。
owner-export-again = 请从保存私钥的地方重新导出证书并公布。如果仍被拒绝，请公布另一个证书。
owner-new-certificate = 请公布另一个证书。此证书无法修复。

## 加密

file-vendor = 厂商文件
file-certificate = 证书
file-report = 报告
file-own = 您自己的证书
seal-done = 报告 { $reference } 已加密。加密消息的 SHA-256：{ $digest }
seal-recipient = 可用以下证书解密：{ $fingerprint } { $name }
seal-left-out = 未使用（证书缺失或不可用，而厂商允许不用它加密）：{ $fingerprint }
seal-large-mail = 注意：这封邮件有 { $megabytes } MB，许多邮件服务器不接收超过 20 MB 的邮件。用 --format archive 可得到供上传的文件。
seal-nothing =
    没有加密任何内容。{ $reason }
    （{ $code }）
seal-input = { $file }：{ $reason }
seal-mistakes =
    请改正报告中的以下内容：
    { $list }
seal-own = 无法使用您自己的证书。{ $reason }
seal-unready = 厂商所需的证书并非全部齐备且可用：
seal-missing = 缺少此证书。请用 --cert 给出其文件。
seal-not-attached = 报告提到附件 { $file }，但给出的文件中没有内容与之相同的。请用 --attach 给出该文件，或从报告中删去它。
seal-no-address = 厂商文件中没有邮箱地址。请用 --to 给出，或使用 --format text。
seal-bad-address = 收件地址不是单个邮箱地址。
seal-failed = 加密未能完成。这是程序的错误。
output-exists = 已有同名文件。请换一个名称，或使用 --force。
output-not-a-file = 该处不是普通文件，因此不会覆盖。
output-full = 空间不足，无法写入结果。
output-not-writable = 无法写入结果。
report-too-large = 报告大于 64 MB。
report-not-json = 报告不是 JSON：第 { $line } 行，第 { $column } 列。
report-not-a-report = 报告中有不应有的成员，或成员的类型有误：第 { $line } 行，第 { $column } 列。允许的内容见 docs/report.schema.json。
report-other-schema = 报告的 report.json 版本不是本程序所能读取的版本。
report-bad-date = 报告的日期不是 2026-11-22 这样的日期。
report-bad-reference = 报告的编号不是页面所生成的十个字符。
report-other-vendor = 报告是写给另一个厂商的。如果此厂商可以读取，请更改报告中的“vendor”。
report-too-many-products = 报告列出的受影响产品超过 { $limit } 个。
report-unknown-extra = 报告回答了厂商文件没有提出的问题，或重复回答了同一个问题。

## 取代页面的消息

fact-unreadable-subkeys = 本程序无法读取的部分：{ $number } 个。
fact-revocation-not-checked = 它似乎已被吊销，但本程序无法核实。
fact-too-many-signatures = 它带有 { $number } 个签名，超过本程序检查的上限（{ $limit } 个）。
fact-too-many-parts = 它有 { $number } 个用户 ID 和子密钥，超过本程序检查的上限（{ $limit } 个）。
fact-unsupported-algorithm = 本程序无法用这种类型的密钥加密。
mistake-secret-key = 这是私钥。请改为填入公钥，其文本以 -----BEGIN PGP PUBLIC KEY BLOCK----- 开头
refusal-not-pinned = 这不是厂商文件指定的证书：{ $found }
refusal-subkey-pinned = 厂商文件中的指纹只属于一个子密钥。证书的指纹是 { $primary }，请让厂商确认。
refusal-no-pins = 厂商文件没有指定证书。请向厂商索取证书及其指纹。
unreadable-too-large = 文件大于 4 MB，不可能是证书。
unreadable-secret-key = 其中有私钥。请只使用公钥：gpg --armor --export
unreadable-signature = 这是签名或吊销证书，不是公钥证书。
unreadable-message = 这是 OpenPGP 消息，不是证书。
unreadable-empty = 内容为空。
unreadable-not-openpgp = 其中没有找到 OpenPGP 证书。
unreadable-link = 这是链接，不是证书。本程序不会获取任何内容，请将链接的内容保存为文件。
unreadable-fingerprint = 这只是指纹或密钥 ID，仅用于指明某个证书。需要证书本身。
unreadable-placeholder = 这里还没有证书，只有占位文字。
unreadable-ssh-key = 这是 SSH 公钥。需要 OpenPGP 证书。
unreadable-age-key = 这属于 age 程序。需要 OpenPGP 证书。
unreadable-minisign = 这是 minisign 或 signify 公钥，只能用于签名。需要 OpenPGP 证书。
unreadable-x509 = 这属于网站或 S/MIME 邮件所用的类型（X.509）。需要 OpenPGP 证书。
unreadable-web-page = 这是网页，其中没有证书。
unreadable-keybox = 这是 GnuPG 的密钥数据库（pubring.kbx）。请从中导出证书：gpg --armor --export
unreadable-other-file = 这是压缩文件或 PDF。请解压或打开它，取出其中的证书。
unreadable-truncated = 证书不完整。
unreadable-damaged = 证书在传输中已损坏。
unreadable-unsupported = 本程序无法读取这种类型的证书。
