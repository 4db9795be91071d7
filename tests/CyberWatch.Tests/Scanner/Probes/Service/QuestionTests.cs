using CsCheck;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes.Service;
using CyberWatch.Scanner.Probes.Service.Questions;

namespace CyberWatch.Tests.Scanner.Probes.Service;

public class QuestionTests
{
    [Theory]
    [InlineData("0300001302F0800000000000", null)]
    [InlineData("030000130ED00000123400020008000100000000", false)]
    [InlineData("030000130ED00000123400030008000500000000", true)]
    [InlineData("030000130ED00000123400030008000200000000", false)]
    [InlineData("0300000B06D00000123400", false)]
    [InlineData("030000130ED0000012340003000800010000", null)]
    public void Network_level_authentication_is_demanded_or_not(string hex, bool? nla)
    {
        var known = RdpQuestion.Read(Convert.FromHexString(hex));

        Assert.Equal(nla, known?.More.GetValueOrDefault("rdp_nla"));
    }

    [Theory]
    [InlineData("+PONG\r\n", true)]
    [InlineData("-NOAUTH Authentication required.\r\n", false)]
    public void Redis_answers_with_or_without_login(string heard, bool withoutLogin) =>
        Assert.Equal(withoutLogin, RedisQuestion.Read(Lines.Bytes(heard))!.More["without_login"]);

    [Fact]
    public void Redis_tells_its_version() =>
        Assert.Equal("7.0.15", RedisQuestion.VersionOf("$400\r\n# Server\r\nredis_version:7.0.15\r\nredis_mode:standalone\r\n"));

    [Fact]
    public void What_is_no_redis_is_none() => Assert.Null(RedisQuestion.Read("HTTP/1.1 400 Bad Request\r\n"u8));

    [Fact]
    public void Memcached_tells_its_version() =>
        Assert.True(
            MemcachedQuestion.Read("VERSION 1.6.18\r\n"u8) is { Version: "1.6.18", Cpe: ["cpe:/a:memcached:memcached:1.6.18"] }
        );

    [Theory]
    [InlineData("20020000", true)]
    [InlineData("20020005", false)]
    [InlineData("20020003", null)]
    public void Mqtt_lets_in_or_not(string hex, bool? withoutLogin) =>
        Assert.Equal(withoutLogin, MqttQuestion.Read(Convert.FromHexString(hex))!.More.GetValueOrDefault("without_login"));

    [Theory]
    [InlineData(new byte[] { 1, 1 }, true)]
    [InlineData(new byte[] { 2, 2, 16 }, false)]
    [InlineData(new byte[] { 0, 0, 0, 0, 5 }, null)]
    [InlineData(new byte[] { 3, 1 }, null)]
    [InlineData(new byte[0], null)]
    public void Vnc_asks_for_a_password_or_not(byte[] heard, bool? none) =>
        Assert.Equal(none, VncQuestion.Read(heard).More.GetValueOrDefault("vnc_no_password"));

    [Theory]
    [InlineData("smtp", "250-mx\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n", true, true)]
    [InlineData("smtp", "250-mx\r\n250 SIZE 1\r\n", false, false)]
    [InlineData("smtp", "250-mx\r\n250 AUTH CRAM-MD5\r\n", false, false)]
    [InlineData("smtp", "502 no\r\n", null, null)]
    [InlineData("smtp", "421 4.3.2 try again later\r\n", null, null)]
    [InlineData("pop3", "+OK\r\nSTLS\r\nSASL PLAIN\r\n.\r\n", true, true)]
    [InlineData("pop3", "+OK\r\nUIDL\r\n.\r\n", false, false)]
    [InlineData("pop3", "-ERR\r\n", null, null)]
    [InlineData("imap", "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\na1 OK\r\n", true, false)]
    [InlineData("imap", "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\na1 OK\r\n", false, true)]
    [InlineData("imap", "a1 BAD\r\n", null, null)]
    public void Mail_offers_what_it_lists(string protocol, string heard, bool? starttls, bool? passwords)
    {
        var known = MailQuestion.Read(protocol, Lines.Bytes(heard), insideTls: false);

        Assert.Equal(starttls, known.More.GetValueOrDefault("starttls"));
        Assert.Equal(passwords, known.More.GetValueOrDefault("auth_before_tls"));
    }

    [Fact]
    public void Smb_1_is_there_when_it_picks_our_dialect_and_not_when_a_server_of_smb_2_hangs_up()
    {
        byte[] picked = [0, 0, 0, 85, 0xFF, .. "SMB"u8, .. new byte[28], 17, 0, 0, .. new byte[50]];
        byte[] none = [0, 0, 0, 85, 0xFF, .. "SMB"u8, .. new byte[28], 1, 0xFF, 0xFF, .. new byte[50]];

        Assert.Equal(true, SmbQuestion.Read(false, new Heard(picked, null))!.More["smb1"]);
        Assert.Equal(false, SmbQuestion.Read(true, new Heard(none, null))!.More["smb1"]);
        Assert.Equal(false, SmbQuestion.Read(true, new Heard([], Silence.Reset))!.More["smb1"]);
        Assert.DoesNotContain("smb1", SmbQuestion.Read(true, new Heard([], Silence.TimedOut))!.More);
        Assert.Null(SmbQuestion.Read(false, new Heard([], Silence.Reset)));
    }

    [Fact]
    public void Ssh_lists_its_obsolete_algorithms()
    {
        byte[] payload =
        [
            20,
            .. new byte[16],
            .. Name("curve25519-sha256,diffie-hellman-group1-sha1"),
            .. Name("ssh-ed25519,ssh-rsa"),
            .. Name("aes128-ctr,3des-cbc"),
            .. Name("aes128-ctr"),
            .. Name("hmac-sha2-256,hmac-md5"),
            .. Name("hmac-sha2-256"),
            .. Name("none"),
            .. Name("none"),
            .. Name(""),
            .. Name(""),
            0,
            0,
            0,
            0,
            0,
        ];
        byte[] packet = [0, 0, (byte)((payload.Length + 5) >> 8), (byte)(payload.Length + 5), 4, .. payload, 0, 0, 0, 0];

        var known = SshQuestion.Read(packet)!;

        Assert.Equal(["curve25519-sha256", "diffie-hellman-group1-sha1"], (IReadOnlyList<string>)known.More["ssh_kex"]!);
        Assert.Equal(
            ["diffie-hellman-group1-sha1", "ssh-rsa", "3des-cbc", "hmac-md5"],
            (IReadOnlyList<string>)known.More["ssh_weak"]!
        );
        Assert.All(Enumerable.Range(0, packet.Length - 4), length => Assert.Null(SshQuestion.Read(packet.AsSpan(0, length))));

        static byte[] Name(string names) => [0, 0, 0, (byte)names.Length, .. Lines.Bytes(names)];
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\n\r\n<html>", "http", "nginx", "1.22.1")]
    [InlineData("HTTP/1.1 200 OK\r\nserver: nginx\r\n\r\n", "http", "nginx", null)]
    [InlineData(
        "HTTP/1.1 400 Bad Request\r\nServer: squid/5.7\r\nX-Squid-Error: ERR_INVALID_URL 0\r\n\r\n",
        "http-proxy",
        "Squid",
        "5.7"
    )]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\nThe plain HTTP request was sent to HTTPS port", "tls", null, null)]
    [InlineData(
        "HTTP/1.1 200 OK\r\n\r\n{\"version\":{\"number\":\"8.1.0\"},\"tagline\":\"You Know, for Search\"}",
        "elasticsearch",
        "Elasticsearch",
        "8.1.0"
    )]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n{\"etcdserver\":\"3.4.23\",\"etcdcluster\":\"3.4.0\"}", "etcd", "etcd", "3.4.23")]
    [InlineData("HTTP/1.0 401 Unauthorized\r\n\r\n{\"tagline\":\"You Know, for Search\"}", "http", null, null)]
    public void Http_names_what_answers(string heard, string service, string? product, string? version)
    {
        var known = HttpReply.Read(Lines.Bytes(heard))!.Recognise();

        Assert.Equal((service, product, version), (known.Service, known.Product, known.Version));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nVia: 1.1 careless (squid/5.7)\r\n\r\n", true)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nX-Squid-Error: ERR_CONNECT_FAIL 111\r\n\r\n", true)]
    [InlineData("HTTP/1.1 403 Forbidden\r\nX-Squid-Error: ERR_ACCESS_DENIED 0\r\n\r\n", false)]
    [InlineData("HTTP/1.1 403 Forbidden\r\nVia: 1.1 careless (squid/5.7)\r\n\r\n", null)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\n\r\n", null)]
    public void A_proxy_is_open_when_it_tried(string heard, bool? open)
    {
        var known = ProxyQuestion.Read(new Recognised("http-proxy"), HttpReply.Read(Lines.Bytes(heard))!);

        Assert.Equal(open, known.More.GetValueOrDefault("http_proxy_open"));
    }

    [Fact]
    public void Snmp_tells_what_the_system_is()
    {
        byte[] reply =
        [
            0x30,
            0x2F,
            2,
            1,
            0,
            4,
            6,
            .. "public"u8,
            0xA2,
            0x22,
            2,
            4,
            0x43,
            0x57,
            0,
            1,
            2,
            1,
            0,
            2,
            1,
            0,
            0x30,
            0x14,
            0x30,
            0x12,
            6,
            8,
            0x2B,
            6,
            1,
            2,
            1,
            1,
            1,
            0,
            4,
            5,
            .. "Linux"u8,
        ];

        var known = UdpQuestions.Snmp(reply)!;

        Assert.Equal("Linux", known.Extra);
        Assert.Equal(true, known.More["snmp_public"]);
    }

    [Fact]
    public void Dicom_accepts_or_rejects()
    {
        Assert.Equal("accepted", DicomQuestion.Read([2, 0, 0, 0, 0, 100, 0, 1, 0, 0, 1, 1])!.More["dicom"]);
        Assert.Equal("rejected", DicomQuestion.Read([3, 0, 0, 0, 0, 4, 0, 1, 1, 7])!.More["dicom"]);
        Assert.Null(DicomQuestion.Read("HTTP/1.1 400 Bad"u8));
    }

    [Fact]
    public void Dicom_association_is_between_titles_that_nobody_configured()
    {
        var titles = Enumerable
            .Range(0, 50)
            .Select(_ => DicomQuestion.Association())
            .SelectMany(request =>
                new[] { Convert.ToHexString(request.AsSpan(10, 16)), Convert.ToHexString(request.AsSpan(26, 16)) }
            );

        Assert.Equal(100, titles.Distinct().Count());
    }
}
