using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>Whom we believe to be the relay, and what we say to it: the files that options name, read once.</summary>
internal sealed class RelayTrust(IOptions<MailOptions> options)
{
    private readonly Lazy<X509Certificate2Collection> _authorities = new(() => Authorities(options.Value.Authorities));

    private readonly Lazy<string> _password = new(() =>
        options.Value.PasswordFile.Length > 0 ? File.ReadLines(options.Value.PasswordFile).First() : options.Value.Password
    );

    public string Password => _password.Value;

    /// <summary>
    /// The certificate must be the relay's and lead to an authority of the system or of ours. Revocation is not asked for: that would send
    /// requests to addresses that a certificate names.
    /// </summary>
    public void Apply(SmtpClient client)
    {
        client.CheckCertificateRevocation = false;
        if (_authorities.Value.Count == 0)
            return;
        client.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
            errors == SslPolicyErrors.None
            || (errors == SslPolicyErrors.RemoteCertificateChainErrors && LeadsToOurs(certificate, chain));
    }

    internal static X509Certificate2Collection Authorities(string file)
    {
        var found = new X509Certificate2Collection();
        if (file.Length > 0)
            found.ImportFromPemFile(file);
        return found;
    }

    private bool LeadsToOurs(X509Certificate? certificate, X509Chain? given)
    {
        if (certificate is not X509Certificate2 leaf)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities.Value);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        foreach (var element in given?.ChainElements ?? new X509Chain().ChainElements)
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(leaf);
    }
}
