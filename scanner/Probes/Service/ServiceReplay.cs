using System.Globalization;
using System.Net;

namespace CyberWatch.Scanner.Probes.Service;

/// <summary>The lines by which anybody can ask a port again what we asked it.</summary>
internal static class ServiceReplay
{
    private const int WebPort = 80;

    public static IReadOnlyList<string> Of(IPAddress address, int port, Recognised? known)
    {
        var open = Nmap(address, port, "-sT");
        return known is null ? [open]
            : Again(address, port, known) is { } again ? [open, again]
            : [open, Nmap(address, port, "-sV")];
    }

    public static string OfUdp(IPAddress address, int port) =>
        port switch
        {
            161 => $"snmpget -v1 -c public {address} 1.3.6.1.2.1.1.1.0",
            123 => $"ntpdate -q {address}",
            53 => $"dig @{address} version.bind TXT CH +norecurse",
            _ => Nmap(address, port, "-sU"),
        };

    private static string? Again(IPAddress address, int port, Recognised known) =>
        known.Service switch
        {
            "ssh" => Script(address, port, "ssh2-enum-algos"),
            "rdp" => Script(address, port, "rdp-enum-encryption"),
            "smb" => Script(address, port, "smb-protocols"),
            "vnc" => Script(address, port, "vnc-info"),
            "ftp" => Script(address, port, "ftp-anon"),
            "dicom" => Script(address, port, "dicom-ping"),
            "redis" => Line($"redis-cli -h {address} -p {port} INFO server"),
            "memcached" => Line($"printf 'version\\r\\n' | nc -w 5 {address} {port}"),
            "smtp" => Line($"printf 'EHLO cyberwatch.invalid\\r\\nQUIT\\r\\n' | nc -w 10 {address} {port}"),
            "pop3" => Line($"printf 'CAPA\\r\\nQUIT\\r\\n' | nc -w 10 {address} {port}"),
            "imap" => Line($"printf 'a1 CAPABILITY\\r\\na2 LOGOUT\\r\\n' | nc -w 10 {address} {port}"),
            "ldap" => Line(
                $"ldapsearch -x -H {(known.Tunnel is null ? "ldap" : "ldaps")}://{new IPEndPoint(address, port)} -s base -b '' '*' '+'"
            ),
            // asked for a port of its own host, so that the question leaves the perimeter nowhere
            "http-proxy" => Line(
                $"curl -sI --max-time 10 -x http://{new IPEndPoint(address, port)} http://{new IPEndPoint(address, WebPort)}/"
            ),
            "http" or "elasticsearch" or "etcd" or "docker" => Line(
                $"curl -sik --max-time 10 {(known.Tunnel is null ? "http" : "https")}://{new IPEndPoint(address, port)}/"
            ),
            "tls" => Line($"openssl s_client -connect {new IPEndPoint(address, port)}"),
            _ => null,
        };

    private static string Nmap(IPAddress address, int port, string scan) =>
        Line($"nmap -n {Six(address)}-Pn {scan} -p {port} {address}");

    private static string Script(IPAddress address, int port, string script) =>
        Line($"nmap -n {Six(address)}-Pn -p {port} --script {script} {address}");

    private static string Six(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "-6 " : "";

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
