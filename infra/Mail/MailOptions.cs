using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CyberWatch.Infra.Options;
using MimeKit;

namespace CyberWatch.Infra.Mail;

/// <summary>The relay that takes our mail, and as whom we write.</summary>
[OptionsSection("Mail")]
public sealed class MailOptions : IValidatableObject
{
    [Description(
        "The relay that takes our mail (a name or an address); empty: letters are written as files under the data folder"
    )]
    public string Host { get; set; } = "";

    [Description("Port of the relay (a number); 0: 587 with StartTls, 465 with Tls, 25 with None")]
    [Range(0, 65_535, ErrorMessage = "Mail:Port must lie between 0 and 65535.")]
    public int Port { get; set; }

    [Description("StartTls (required, never left out), Tls (from the first octet) or None (only for a relay on this machine)")]
    public MailSecurity Security { get; set; }

    [Description("Name by which we sign in to the relay; empty: without signing in")]
    public string User { get; set; } = "";

    [Description(
        "Password for the relay; better in a file or in CYBERWATCH_Mail__Password than on the command line, which others see"
    )]
    public string Password { get; set; } = "";

    [Description("File that holds the password for the relay, on one line")]
    public string PasswordFile { get; set; } = "";

    [Description("Sender of all letters, as CyberWatch <veille@cyberwatch.example>; needed once Mail:Host is set")]
    public string From { get; set; } = "";

    [Description("Address that a person reads, for answers; empty: the sender")]
    public string ReplyTo { get; set; } = "";

    [Description("PEM file with certificate authorities that are trusted for the relay besides those of the system")]
    public string Authorities { get; set; } = "";

    [Description("The relay signs our mail by DKIM, so that unsubscribing by one click may be offered (true or false)")]
    public bool RelaySigns { get; set; }

    [Description("Letters a minute at most (a number); 0: as fast as the relay takes them")]
    [Range(0, 100_000, ErrorMessage = "Mail:PerMinute must lie between 0 and 100000.")]
    public int PerMinute { get; set; } = 600;

    [Description("How long the answer to a letter is waited for (a time span); RFC 5321 asks for 10 minutes")]
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Mail:AnswerWait must lie between 1 second and 1 hour.")]
    public TimeSpan AnswerWait { get; set; } = TimeSpan.FromMinutes(10);

    [Description("Pause before a letter that the relay put off is tried again, doubled each time up to 4 hours (a time span)")]
    [Range(typeof(TimeSpan), "00:00:01", "04:00:00", ErrorMessage = "Mail:FirstRetry must lie between 1 second and 4 hours.")]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromMinutes(5);

    [Description("How often a letter is tried before it is given up (a number)")]
    [Range(1, 1_000, ErrorMessage = "Mail:Tries must lie between 1 and 1000.")]
    public int Tries { get; set; } = 20;

    public bool HasRelay => Host.Length > 0;

    public int PortOrDefault =>
        Port > 0 ? Port
        : Security == MailSecurity.StartTls ? 587
        : Security == MailSecurity.Tls ? 465
        : 25;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Faults().Select(fault => new ValidationResult(fault));

    private IEnumerable<string> Faults()
    {
        if (HasRelay && From.Length == 0)
            yield return "Mail:From is missing: name the sender, as CyberWatch <veille@cyberwatch.example>.";
        if (From.Length > 0 && Mailbox(From) is null)
            yield return "Mail:From is not an address: write it as CyberWatch <veille@cyberwatch.example>.";
        if (ReplyTo.Length > 0 && Mailbox(ReplyTo) is null)
            yield return "Mail:ReplyTo is not an address: write it as CyberWatch <veille@cyberwatch.example>.";
        if (HasRelay && Security == MailSecurity.None && !IsHere(Host))
            yield return "Mail:Security None would send letters and password in clear over a network; it is for a relay on this machine only (localhost, 127.0.0.1, ::1). Set StartTls or Tls.";
        if (Security == MailSecurity.StartTls && Port == 465)
            yield return "Mail:Port 465 speaks TLS from the first octet: set Mail:Security to Tls, or Mail:Port to 587.";
        if (Password.Length > 0 && PasswordFile.Length > 0)
            yield return "Mail:Password and Mail:PasswordFile are both set: keep one.";
        if ((User.Length > 0) != (Password.Length + PasswordFile.Length > 0))
            yield return "Mail:User needs Mail:PasswordFile or Mail:Password, and they need it.";
    }

    /// <summary>The address with its name; null when it is none, or could hide a second header.</summary>
    internal static MailboxAddress? Mailbox(string text) =>
        !text.Any(char.IsControl)
        && MailboxAddress.TryParse(text, out var mailbox)
        && mailbox.Address.Contains('@', StringComparison.Ordinal)
            ? mailbox
            : null;

    private static bool IsHere(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}

public enum MailSecurity
{
    /// <summary>STARTTLS, and nothing said before it.</summary>
    StartTls,

    /// <summary>TLS from the first octet.</summary>
    Tls,

    /// <summary>In clear, on this machine.</summary>
    None,
}
