using CyberWatch.Scanner.Probes.Service.Questions;

namespace CyberWatch.Scanner.Probes.Service;

/// <summary>What a port number suggests to ask. A suggestion only: the answer decides.</summary>
internal static class PortQuestions
{
    private static readonly Dictionary<int, IServiceQuestion> Suggested = new()
    {
        [53] = new DnsQuestionOverTcp(),
        [139] = new NetbiosQuestion(),
        [389] = new LdapQuestion(),
        [445] = new SmbQuestion(),
        [636] = new LdapQuestion(),
        [1433] = new SqlServerQuestion(),
        [1883] = new MqttQuestion(),
        [3268] = new LdapQuestion(),
        [3269] = new LdapQuestion(),
        [3389] = new RdpQuestion(),
        [5432] = new PostgresQuestion(),
        [6379] = new RedisQuestion(),
        [8883] = new MqttQuestion(),
        [11211] = new MemcachedQuestion(),
    };

    private static readonly Dictionary<string, IServiceQuestion> Greeted = new()
    {
        ["ssh"] = new SshQuestion(),
        ["ftp"] = new FtpQuestion(),
        ["smtp"] = new MailQuestion("smtp"),
        ["pop3"] = new MailQuestion("pop3"),
        ["imap"] = new MailQuestion("imap"),
        ["vnc"] = new VncQuestion(),
    };

    public static IServiceQuestion? For(int port) => Suggested.GetValueOrDefault(port);

    /// <summary>The question to a service that has greeted.</summary>
    public static IServiceQuestion? After(string service) => Greeted.GetValueOrDefault(service);

    /// <summary>DICOM by its usual ports, in the clear; 2762 is TLS and not asked.</summary>
    public static bool IsDicom(int port) => port is 104 or 4242 or 11112;

    public static bool GreetsLate(int port) => port is 21 or 22 or 23 or 25 or 110 or 143 or 587 or 3306;

    public static bool GreetsInsideTls(int port) => port is 465 or 990 or 993 or 995;

    public static bool ExpectsTls(int port) =>
        port is 443 or 465 or 636 or 853 or 989 or 990 or 993 or 995 or 3269 or 4443 or 5986 or 8443 or 8883 or 9443 or 10443;
}
