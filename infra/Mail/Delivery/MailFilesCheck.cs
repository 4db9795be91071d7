using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>Reads the files that the options of mail name, before anything starts: for who sends.</summary>
internal sealed class MailFilesCheck(IOptions<DkimOptions> dkim) : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        string?[] faults =
        [
            Fault(
                "Mail:PasswordFile",
                options.PasswordFile,
                file => File.ReadLines(file).First().Length > 0,
                "holds no password"
            ),
            Fault(
                "Mail:Authorities",
                options.Authorities,
                file => RelayTrust.Authorities(file).Count > 0,
                "holds no certificate in PEM"
            ),
            Fault(
                "Mail:Dkim:KeyFile",
                dkim.Value.KeyFile,
                _ => LetterSigner.Signer(dkim.Value) is not null,
                "holds no private key in PEM"
            ),
        ];
        string[] found = [.. faults.OfType<string>()];
        return found.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? Fault(string option, string file, Func<string, bool> isGood, string otherwise)
    {
        try
        {
            return file.Length == 0 || isGood(file) ? null : $"{option}: {file} {otherwise}.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{option}: {file} cannot be read ({e.Message}).";
        }
        catch (Exception e)
            when (e is InvalidOperationException or FormatException or CryptographicException or ArgumentException)
        {
            return $"{option}: {file} {otherwise}.";
        }
    }
}
