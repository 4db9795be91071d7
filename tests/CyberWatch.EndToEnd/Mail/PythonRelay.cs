using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Mail;

/// <summary><c>relay.py</c> in a process of its own, with a certificate of a private authority.</summary>
internal sealed class PythonRelay : IDisposable
{
    public const string Password = "mot de passe à nous";
    private readonly Process _process;

    private PythonRelay(Process process, int port, string authority) => (_process, Port, Authority) = (process, port, authority);

    public int Port { get; }

    /// <summary>The PEM file that trusts it.</summary>
    public string Authority { get; }

    public static async Task<PythonRelay> StartAsync(string folder, string dkimRecord)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var root = MadeCertificates.Root("CN=Autorité du test", now.AddDays(-1), now.AddDays(30));
        using var leaf = MadeCertificates.Leaf("localhost", root, now.AddDays(-1), now.AddDays(29));
        var (authority, certificate, key) = (
            Path.Combine(folder, "ca.pem"),
            Path.Combine(folder, "relay.pem"),
            Path.Combine(folder, "relay.key")
        );
        await File.WriteAllTextAsync(authority, root.ExportCertificatePem());
        await File.WriteAllTextAsync(certificate, leaf.ExportCertificatePem());
        await File.WriteAllTextAsync(key, leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var script = Path.Combine(AppContext.BaseDirectory, "Mail", "relay.py");
        // Debian's own Python, which has Debian's packages
        var process = Process.Start(
            new ProcessStartInfo("/usr/bin/python3", [script, certificate, key, Password, dkimRecord])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        var port = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new(process, int.Parse(port!, CultureInfo.InvariantCulture), authority);
    }

    /// <summary>The next letter, as Python reads it.</summary>
    public async Task<ArrivedLetter> NextAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<ArrivedLetter>(line!, JsonSerializerOptions.Web)!;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}

/// <summary>A letter as another parser reads it.</summary>
internal sealed record ArrivedLetter(
    string From,
    string[] To,
    bool Tls,
    string Type,
    string[][] Headers,
    string[] Names,
    ArrivedPart[] Parts,
    string[] Defects,
    bool? Dkim
)
{
    public string? Header(string name) =>
        Headers.SingleOrDefault(header => header[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1];
}

internal sealed record ArrivedPart(string Type, string Charset, string Text);
