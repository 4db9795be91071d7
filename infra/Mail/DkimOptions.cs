using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;

namespace CyberWatch.Infra.Mail;

/// <summary>Our own DKIM key (RFC 6376). All three or none.</summary>
[OptionsSection("Mail:Dkim")]
public sealed class DkimOptions : IValidatableObject
{
    [Description("Domain that signs, the one of the sender (a name)")]
    public string Domain { get; set; } = "";

    [Description("Selector: the key is published as SELECTOR._domainkey.DOMAIN (a name)")]
    public string Selector { get; set; } = "";

    [Description("PEM file with the private key, RSA of 2048 bits or more")]
    public string KeyFile { get; set; } = "";

    public bool IsSet => KeyFile.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var set = new[] { Domain, Selector, KeyFile }.Count(text => text.Length > 0);
        if (set is 1 or 2)
            yield return new("Mail:Dkim needs Domain, Selector and KeyFile, all three or none.");
    }
}
