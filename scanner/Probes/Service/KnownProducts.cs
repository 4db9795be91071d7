namespace CyberWatch.Scanner.Probes.Service;

/// <summary>CPE names of the products that we recognise ourselves, as nmap writes them.</summary>
internal static class KnownProducts
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["OpenSSH"] = "openbsd:openssh",
        ["Dropbear"] = "matt_johnston:dropbear_ssh_server",
        ["vsftpd"] = "vsftpd:vsftpd",
        ["ProFTPD"] = "proftpd:proftpd",
        ["Pure-FTPd"] = "pureftpd:pure-ftpd",
        ["Postfix"] = "postfix:postfix",
        ["Exim"] = "exim:exim",
        ["Dovecot"] = "dovecot:dovecot",
        ["MySQL"] = "mysql:mysql",
        ["MariaDB"] = "mariadb:mariadb",
        ["Redis"] = "redislabs:redis",
        ["Memcached"] = "memcached:memcached",
        ["nginx"] = "igor_sysoev:nginx",
        ["Apache"] = "apache:http_server",
        ["Squid"] = "squid-cache:squid",
        ["CUPS"] = "apple:cups",
        ["OpenLDAP"] = "openldap:openldap",
        ["Elasticsearch"] = "elastic:elasticsearch",
        ["etcd"] = "etcd:etcd",
        ["Docker"] = "docker:docker",
        ["Microsoft SQL Server"] = "microsoft:sql_server",
    };

    public static IReadOnlyList<string> CpeOf(string? product, string? version) =>
        product is not null && Names.TryGetValue(product, out var name)
            ? [$"cpe:/a:{name}{(version is null ? "" : ":" + version)}"]
            : [];
}
