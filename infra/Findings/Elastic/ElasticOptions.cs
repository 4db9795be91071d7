using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CyberWatch.Infra.Options;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>How the Elasticsearch server is reached. No sentence of a fault repeats a key, a password or an address that holds one.</summary>
[OptionsSection("Findings:Elastic")]
public sealed class ElasticOptions : IValidatableObject
{
    [Description("Addresses of the nodes, as https://es1.example:9200; empty: http://127.0.0.1:9200.")]
    public IReadOnlyList<string> Addresses { get; set; } = [];

    [Description("The API key, as the server printed it ('encoded'); a worker's key needs the privileges of infra/README.md.")]
    public string? ApiKey { get; set; }

    [Description("User of basic authentication, instead of an API key.")]
    public string? User { get; set; }

    [Description("Password of that user.")]
    public string? Password { get; set; }

    [Description("PEM file of the certificate authority that signed the servers' certificates; none: those of the system.")]
    public string? CaFile { get; set; }

    [Description("SHA-256 fingerprint, in hexadecimal, of a certificate that the servers show; replaces every other check.")]
    public string? Fingerprint { get; set; }

    [Description("First part of the names of indices, aliases and templates.")]
    [RegularExpression(
        "^[a-z][a-z0-9-]{0,39}$",
        ErrorMessage = "Findings:Elastic:Prefix must be up to 40 small letters, digits and hyphens, a letter first."
    )]
    public string Prefix { get; set; } = "cyberwatch";

    [Description("How long a question may take (a time span).")]
    [Range(
        typeof(TimeSpan),
        "00:00:00.1",
        "00:05:00",
        ErrorMessage = "Findings:Elastic:Timeout must lie between 00:00:00.1 and 00:05:00."
    )]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    [Description("How long one request of documents to write may take (a time span).")]
    [Range(
        typeof(TimeSpan),
        "00:00:00.1",
        "00:10:00",
        ErrorMessage = "Findings:Elastic:BulkTimeout must lie between 00:00:00.1 and 00:10:00."
    )]
    public TimeSpan BulkTimeout { get; set; } = TimeSpan.FromSeconds(30);

    [Description("Octets of one request of documents to write, at most, unless a single document is larger (a number).")]
    [Range(1_000, 50_000_000, ErrorMessage = "Findings:Elastic:BulkBytes must lie between 1000 and 50000000 octets.")]
    public int BulkBytes { get; set; } = 5_000_000;

    [Description("Documents of one request to write, at most; each is written twice, as latest and as history (a number).")]
    [Range(1, 10_000, ErrorMessage = "Findings:Elastic:BulkDocuments must lie between 1 and 10000.")]
    public int BulkDocuments { get; set; } = 500;

    [Description("Requests to write that are under way at the same time (a number).")]
    [Range(1, 16, ErrorMessage = "Findings:Elastic:InFlight must lie between 1 and 16.")]
    public int InFlight { get; set; } = 2;

    internal IReadOnlyList<Uri> Nodes =>
        Addresses.Count == 0 ? [new Uri("http://127.0.0.1:9200")] : [.. Addresses.Select(text => new Uri(text))];

    private bool HasSecret => ApiKey is not null || Password is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Addresses
            .Select((text, place) => AddressFault(text, place))
            .Concat([CredentialsFault(), TrustFault()])
            .OfType<string>()
            .Select(fault => new ValidationResult(fault));

    private string? AddressFault(string text, int place)
    {
        var name = $"Findings:Elastic:Addresses:{place}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return $"{name} is no address. Write https://es1.example:9200.";
        if (address.UserInfo.Length > 0)
            return $"{name} holds a user or a password, which would reach traces. Set Findings:Elastic:User and Password.";
        return address.Scheme == "http" && HasSecret && !address.IsLoopback
            ? $"{name} would send the key in clear over the network. Write https."
            : null;
    }

    private string? CredentialsFault() =>
        ApiKey is not null && User is not null ? "Findings:Elastic:ApiKey and User are two ways to sign in. Set one of them."
        : (User is null) != (Password is null) ? "Findings:Elastic:User and Password belong together. Set both or neither."
        : ApiKey is not null
        && !ApiKey.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=' or '-' or '_')
            ? "Findings:Elastic:ApiKey is no encoded key. Take 'encoded' of what the server printed."
        : null;

    private string? TrustFault() =>
        CaFile is not null && Fingerprint is not null
            ? "Findings:Elastic:CaFile and Fingerprint are two ways to trust. Set one of them."
        : CaFile is not null && !IsCertificate(CaFile)
            ? $"Findings:Elastic:CaFile: {CaFile} is no PEM file with a certificate. Correct the path."
        : Fingerprint is not null && !IsFingerprint(Fingerprint)
            ? "Findings:Elastic:Fingerprint is not 64 hexadecimal digits. Take what 'openssl x509 -fingerprint -sha256' prints."
        : null;

    private static bool IsFingerprint(string text) =>
        text.Replace(":", "", StringComparison.Ordinal) is { Length: 64 } digits && digits.All(char.IsAsciiHexDigit);

    private static bool IsCertificate(string file)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }
}
