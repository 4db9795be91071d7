using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>Reads the files that the options of mail name, before anything starts: for who sends.</summary>
internal sealed class MailFilesCheck(IOptions<DkimOptions> dkim) : IValidateOptions<MailOptions>
{
    /// <summary>RFC 8301 section 3.2.</summary>
    private const int LeastBits = 2048;

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
            )
                ?? Fault(
                    "Mail:Dkim:KeyFile",
                    dkim.Value.KeyFile,
                    file => BitsOf(file) >= LeastBits,
                    $"holds no RSA key of {LeastBits} bits or more, bare of a password"
                ),
        ];
        string[] found = [.. faults.OfType<string>()];
        return found.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    /// <summary>Of an RSA key; others throw.</summary>
    private static int BitsOf(string file)
    {
        using var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key.KeySize;
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
