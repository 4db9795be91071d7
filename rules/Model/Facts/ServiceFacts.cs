namespace CyberWatch.Rules.Model.Facts;

/// <summary>What the service probe states about one port: whether it is open and what the protocol itself said.</summary>
public static class ServiceFacts
{
    public static readonly IReadOnlyList<FactDeclaration> All =
    [
        new("open", FactKind.Flag, AssetKind.Service, "the port accepted a connection (TCP) or answered (UDP)"),
        new(
            "service",
            FactKind.Text,
            AssetKind.Service,
            "the protocol, by its own answer; missing when only the port number is known"
        ),
        new("service_guess", FactKind.Text, AssetKind.Service, "what the port number alone suggests"),
        new(
            "product",
            FactKind.Text,
            AssetKind.Service,
            "product by nmap or by the greeting; null when the answer did not name one"
        ),
        new("version", FactKind.Text, AssetKind.Service, "version of the product; null when the answer did not name one"),
        new("extra", FactKind.Text, AssetKind.Service, "what nmap says besides"),
        new("cpe", FactKind.TextList, AssetKind.Service, "CPE names of product and system"),
        new("tunnel", FactKind.Text, AssetKind.Service, "ssl where the service speaks inside TLS; null otherwise"),
        new(
            "greeting",
            FactKind.Text,
            AssetKind.Service,
            "what the service says first, at most 200 characters; null when it waits"
        ),
        new("asked_by_nmap", FactKind.Flag, AssetKind.Service, "nmap asked for the service; false on the ports where it may not"),
        new("health_port", FactKind.Flag, AssetKind.Service, "one of the ports of health equipment, which nmap never asks"),
        new("ssh_kex", FactKind.TextList, AssetKind.Service, "key exchange algorithms of the SSH server"),
        new("ssh_weak", FactKind.TextList, AssetKind.Service, "SSH algorithms that are obsolete"),
        new("ftp_anonymous", FactKind.Flag, AssetKind.Service, "FTP accepts anonymous"),
        new("ftp_tls", FactKind.Flag, AssetKind.Service, "FTP offers AUTH TLS"),
        new("starttls", FactKind.Flag, AssetKind.Service, "the mail service offers STARTTLS"),
        new("auth_before_tls", FactKind.Flag, AssetKind.Service, "the mail service offers a password log-in before TLS"),
        new("without_login", FactKind.Flag, AssetKind.Service, "the data service answered a version question without log-in"),
        new("rdp_nla", FactKind.Flag, AssetKind.Service, "the remote desktop demands network level authentication"),
        new("vnc_no_password", FactKind.Flag, AssetKind.Service, "VNC offers security type None"),
        new("smb1", FactKind.Flag, AssetKind.Service, "the server negotiates SMB 1"),
        new("ldap_anonymous", FactKind.Flag, AssetKind.Service, "the directory answered an anonymous rootDSE question"),
        new("snmp_public", FactKind.Flag, AssetKind.Service, "SNMP answers to the community public"),
        new("http_proxy_open", FactKind.Flag, AssetKind.Service, "the proxy fetched for a stranger"),
        new(
            "dicom",
            FactKind.Text,
            AssetKind.Service,
            "accepted or rejected, by the association answer; missing when not asked",
            ["accepted", "rejected"]
        ),
    ];
}
