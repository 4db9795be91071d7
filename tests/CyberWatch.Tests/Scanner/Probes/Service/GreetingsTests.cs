using CsCheck;
using CyberWatch.Scanner.Probes.Service;

namespace CyberWatch.Tests.Scanner.Probes.Service;

public class GreetingsTests
{
    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10\r\n", 2222, "ssh", "OpenSSH", "9.2p1")]
    [InlineData("SSH-2.0-dropbear_2022.83\r\n", 22, "ssh", "Dropbear", "2022.83")]
    [InlineData("220 (vsFTPd 3.0.3)\r\n", 2121, "ftp", "vsftpd", "3.0.3")]
    [InlineData("220 ProFTPD Server ready.\r\n", 21, "ftp", "ProFTPD", null)]
    [InlineData("220 Welcome\r\n", 21, "ftp", null, null)]
    [InlineData("220 mx.ch-nord.example ESMTP Postfix (Debian)\r\n", 2525, "smtp", "Postfix", null)]
    [InlineData("220 mx\r\n", 25, "smtp", null, null)]
    [InlineData("+OK Dovecot ready.\r\n", 110, "pop3", "Dovecot", null)]
    [InlineData("* OK [CAPABILITY IMAP4rev1 STARTTLS] Dovecot ready.\r\n", 143, "imap", "Dovecot", null)]
    [InlineData("RFB 003.008\n", 5901, "vnc", null, null)]
    [InlineData("@RSYNCD: 32.0 sha512 md5\n", 873, "rsync", null, null)]
    [InlineData("-DENIED Redis is running in protected mode\r\n", 6379, "redis", "Redis", null)]
    [InlineData("\u00ff\u00fd\u0018\u00ff\u00fd\u0020", 23, "telnet", null, null)]
    [InlineData(
        "J\0\0\0\n8.0.36\0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        3306,
        "mysql",
        "MySQL",
        "8.0.36"
    )]
    [InlineData(
        "J\0\0\0\n5.5.5-10.11.6-MariaDB-0+deb12u1\0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        3306,
        "mysql",
        "MariaDB",
        "10.11.6"
    )]
    public void Who_speaks_first_is_known_by_it(string heard, int port, string service, string? product, string? version)
    {
        var known = Greetings.Read(Lines.Bytes(heard), port);

        Assert.True(known is not null, "not recognised");
        Assert.Equal((service, product, version), (known.Service, known.Product, known.Version));
    }

    [Theory]
    [InlineData("220 Welcome\r\n", 8021)]
    [InlineData("hello\r\n", 22)]
    [InlineData("", 21)]
    [InlineData("\0\0\0\0\0\0\0\0\0\0", 3306)]
    public void A_port_number_alone_makes_no_service(string heard, int port) =>
        Assert.Null(Greetings.Read(Lines.Bytes(heard), port));

    [Fact]
    public void No_octets_make_it_throw() =>
        Gen.Select(
                Gen.Byte.Array[0, 200],
                Choice("", "SSH-", "220 ", "RFB ", "* OK", "@RSYNCD: ", "J\0\0\0\n"),
                Choice(21, 22, 25, 80)
            )
            .Sample((bytes, prefix, port) => Greetings.Read([.. Lines.Bytes(prefix), .. bytes], port)?.Service != "");

    private static Gen<T> Choice<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
