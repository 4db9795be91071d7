namespace CyberWatch.Scanner.Probes.Service;

/// <summary>What a port number alone suggests, in the words of IANA's table; a guess, never a fact about the host.</summary>
internal static class PortNames
{
    private static readonly Dictionary<int, string> Tcp = new()
    {
        [21] = "ftp",
        [22] = "ssh",
        [23] = "telnet",
        [25] = "smtp",
        [53] = "domain",
        [80] = "http",
        [102] = "iso-tsap",
        [104] = "acr-nema",
        [110] = "pop3",
        [111] = "sunrpc",
        [135] = "msrpc",
        [139] = "netbios-ssn",
        [143] = "imap",
        [389] = "ldap",
        [443] = "https",
        [445] = "microsoft-ds",
        [465] = "submissions",
        [502] = "modbus",
        [587] = "submission",
        [631] = "ipp",
        [636] = "ldaps",
        [873] = "rsync",
        [993] = "imaps",
        [995] = "pop3s",
        [1433] = "ms-sql-s",
        [1521] = "oracle",
        [1723] = "pptp",
        [1883] = "mqtt",
        [2049] = "nfs",
        [2375] = "docker",
        [2379] = "etcd-client",
        [2575] = "hl7",
        [2761] = "dicom-iscl",
        [2762] = "dicom-tls",
        [3128] = "http-proxy",
        [3306] = "mysql",
        [3389] = "ms-wbt-server",
        [4242] = "dicom",
        [5060] = "sip",
        [5432] = "postgresql",
        [5900] = "vnc",
        [5901] = "vnc",
        [5985] = "wsman",
        [5986] = "wsmans",
        [6379] = "redis",
        [6443] = "kubernetes",
        [6661] = "hl7",
        [8080] = "http-alt",
        [8443] = "https-alt",
        [9100] = "jetdirect",
        [9200] = "elasticsearch",
        [11112] = "dicom",
        [11211] = "memcached",
        [27017] = "mongodb",
        [47808] = "bacnet",
    };

    private static readonly Dictionary<int, string> Udp = new()
    {
        [53] = "domain",
        [69] = "tftp",
        [123] = "ntp",
        [161] = "snmp",
        [1900] = "upnp",
    };

    public static string? OfTcp(int port) => Tcp.GetValueOrDefault(port);

    public static string? OfUdp(int port) => Udp.GetValueOrDefault(port);
}
