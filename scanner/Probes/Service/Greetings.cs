using System.Text;

namespace CyberWatch.Scanner.Probes.Service;

/// <summary>Protocols whose server speaks first, by what it says. Pure: any bytes, never an exception.</summary>
internal static class Greetings
{
    private const byte InterpretAsCommand = 0xFF;
    private const byte MySqlProtocol = 10;
    private const byte MySqlError = 0xFF;

    /// <param name="heard">The first words.</param>
    /// <param name="port">Decides only between SMTP and FTP where the words fit both.</param>
    public static Recognised? Read(ReadOnlySpan<byte> heard, int port)
    {
        if (heard is [InterpretAsCommand, >= 0xFA and <= 0xFE, ..])
            return new Recognised("telnet");

        return MySql(heard) ?? Text(Lines.Text(heard[..Math.Min(heard.Length, 512)]), port);
    }

    private static Recognised? Text(string text, int port)
    {
        var line = text.Split('\n')[0].TrimEnd('\r');
        return line switch
        {
            _ when line.StartsWith("SSH-", StringComparison.Ordinal) => Ssh(line),
            _ when line.StartsWith("RFB ", StringComparison.Ordinal) && line.Length >= 11 => new Recognised("vnc")
            {
                Extra = line[4..11],
            },
            _ when line.StartsWith("@RSYNCD: ", StringComparison.Ordinal) => new Recognised("rsync")
            {
                Extra = $"protocol {line[9..]}",
            },
            _ when line.StartsWith("+OK", StringComparison.Ordinal) => new Recognised("pop3") { Product = MailProduct(line) },
            _ when line.StartsWith("* OK", StringComparison.Ordinal)
                    || line.StartsWith("* PREAUTH", StringComparison.Ordinal)
                    || line.StartsWith("* BYE", StringComparison.Ordinal) => new Recognised("imap")
            {
                Product = MailProduct(line),
            },
            _ when line.StartsWith("-DENIED Redis", StringComparison.Ordinal) => new Recognised("redis")
            {
                Product = "Redis",
            }.With("without_login", false),
            _ when line.StartsWith("Asterisk Call Manager/", StringComparison.Ordinal) => new Recognised("asterisk")
            {
                Product = "Asterisk Call Manager",
                Version = line[22..],
            },
            _ when line.StartsWith("HTTP/1.", StringComparison.Ordinal) => new Recognised("http"),
            _ when Lines.Code(Encoding.Latin1.GetBytes(line)) is 220 or 120 or 421 or 450 or 554 => SmtpOrFtp(text, port),
            _ => null,
        };
    }

    // SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10 (RFC 4253 section 4.2)
    private static Recognised Ssh(string line)
    {
        var software = line.Split('-', 3) is [_, _, var rest] ? rest : "";
        var blank = software.IndexOf(' ', StringComparison.Ordinal);
        var (product, version) = Lines.Split(blank < 0 ? software : software[..blank]);
        var name = product.Equals("dropbear", StringComparison.OrdinalIgnoreCase) ? "Dropbear" : product;
        return new Recognised("ssh")
        {
            Product = name.Length > 0 ? name : null,
            Version = version,
            Extra = blank < 0 ? null : software[(blank + 1)..],
            Cpe = KnownProducts.CpeOf(name, version),
        };
    }

    private static Recognised? SmtpOrFtp(string text, int port)
    {
        var mail =
            text.Contains("SMTP", StringComparison.OrdinalIgnoreCase)
            || text.Contains("mail", StringComparison.OrdinalIgnoreCase);
        var files = text.Contains("FTP", StringComparison.OrdinalIgnoreCase) && !mail;
        if (mail || (!files && port is 25 or 465 or 587))
            return new Recognised("smtp") { Product = MailProduct(text), Cpe = KnownProducts.CpeOf(MailProduct(text), null) };

        return files || port is 21 or 990 ? Ftp(text) : null;
    }

    private static Recognised Ftp(string text)
    {
        var words = text.Length > 4 ? text[4..].Trim('(', ')', ' ', '\r', '\n') : "";
        var (product, version) = Lines.Split(words);
        var name = product.Equals("vsFTPd", StringComparison.OrdinalIgnoreCase) ? "vsftpd" : product;
        return version is null
            ? new Recognised("ftp") { Product = words.StartsWith("ProFTPD", StringComparison.Ordinal) ? "ProFTPD" : null }
            : new Recognised("ftp")
            {
                Product = name,
                Version = version.TrimEnd(')'),
                Cpe = KnownProducts.CpeOf(name, version.TrimEnd(')')),
            };
    }

    private static string? MailProduct(string text) =>
        Array.Find(
            [
                "Postfix",
                "Exim",
                "Dovecot",
                "Courier",
                "Cyrus",
                "Sendmail",
                "Zimbra",
                "Microsoft Exchange",
                "Haraka",
                "OpenSMTPD",
                "Stalwart",
            ],
            product => text.Contains(product, StringComparison.OrdinalIgnoreCase)
        );

    // length (3 octets, little-endian), sequence 0, then protocol 10 and the version, or an error of ours not being let in
    private static Recognised? MySql(ReadOnlySpan<byte> heard)
    {
        if (heard.Length < 8 || heard[3] != 0 || heard[2] != 0 || (heard[0] | (heard[1] << 8)) + 4 > heard.Length)
            return null;

        if (heard[4] == MySqlError)
        {
            var maria = Lines.Text(heard).Contains("MariaDB", StringComparison.Ordinal);
            return new Recognised("mysql") { Product = maria ? "MariaDB" : null };
        }

        var end = heard[5..].IndexOf((byte)0);
        if (heard[4] != MySqlProtocol || end is < 1 or > 60 || !char.IsAsciiDigit((char)heard[5]))
            return null;

        return MySqlVersion(Lines.Text(heard.Slice(5, end)));
    }

    // 5.5.5-10.11.6-MariaDB-0+deb12u1: the first part is only for old clients
    private static Recognised MySqlVersion(string text)
    {
        var maria = text.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);
        var parts = text.Split('-');
        var version = maria && parts.Length > 2 && parts[0] == "5.5.5" ? parts[1] : parts[0];
        var product = maria ? "MariaDB" : "MySQL";
        return new Recognised("mysql")
        {
            Product = product,
            Version = version,
            Extra = text,
            Cpe = KnownProducts.CpeOf(product, version),
        };
    }
}
