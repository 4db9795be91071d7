using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CyberWatch.Infra;
using CyberWatch.Infra.Findings.Sqlite;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.EndToEnd.Dashboard;

/// <summary>The dashboard as it is started for people: its own process on a free port of the loopback, over a registry in a folder of its own.</summary>
internal sealed class DashboardProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("cyberwatch-e2e-");
    private Process? _process;
    private Task<string> _rest = Task.FromResult("");

    public string Address { get; } = $"http://localhost:{FreePort()}";

    /// <summary>The one-time link that the first start printed.</summary>
    public string FirstLink { get; private set; } = "";

    public static async Task<DashboardProcess> StartAsync()
    {
        var dashboard = new DashboardProcess();
        try
        {
            await dashboard.RunAsync();
            return dashboard;
        }
        catch
        {
            await dashboard.DisposeAsync();
            throw;
        }
    }

    /// <summary>Establishments, alerts, scans, users and findings, as the fast tests know them.</summary>
    public async Task SeedAsync()
    {
        await using var registry = OpenRegistry();
        await new RegistrySeed(TimeProvider.System.GetUtcNow()).FillAsync(registry, TestContext.Current.CancellationToken);
        using var index = new SqliteFindingIndex(new DataFolder(Options.Create(new DataOptions { Folder = _data.FullName })));
        await FindingSeed.FillAsync(registry, index, TestContext.Current.CancellationToken);
    }

    /// <summary>A link for a new operator. The one that the first start printed ends with the first account.</summary>
    public async Task<string> InviteAsync(string email)
    {
        var (token, now) = (InvitationTokens.New(), TimeProvider.System.GetUtcNow());
        await using var registry = OpenRegistry();
        registry.Invitations.Add(
            new Invitation
            {
                Email = email,
                Role = UserRole.Operator,
                TokenHash = InvitationTokens.HashOf(token),
                CreatedAt = now,
                ExpiresAt = now + InvitationTokens.Life,
            }
        );
        await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
        return $"{Address}/invitation/{token}";
    }

    /// <summary>What the scanner's process writes while a scan runs.</summary>
    public async Task AdvanceScansAsync(int stepsDone)
    {
        await using var registry = OpenRegistry();
        await registry
            .Scans.Where(scan => scan.State == ScanState.Running)
            .ExecuteUpdateAsync(row => row.SetProperty(scan => scan.StepsDone, stepsDone), TestContext.Current.CancellationToken);
    }

    /// <summary>Where a reader of this letter says that he does not want it any more.</summary>
    public async Task<string> UnsubscribeAddressAsync(Guid letter)
    {
        var secret = new MailSecret(new RegistryWrites(new Registries(OpenRegistry), TimeProvider.System));
        var tokens = new UnsubscribeTokens(secret, Options.Create(new PublicAddressOptions { PublicAddress = Address }));
        return (await tokens.AddressAsync(letter, TestContext.Current.CancellationToken)).AbsoluteUri;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            await _rest;
            _process.Dispose();
        }

        _data.Delete(recursive: true);
    }

    private RegistryContext OpenRegistry()
    {
        var options = new DbContextOptionsBuilder<RegistryContext>();
        options.UseRegistryFile(Path.Combine(_data.FullName, "registry.db"));
        return new RegistryContext(options.Options);
    }

    private async Task RunAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Program());
        start.ArgumentList.Add($"--data={_data.FullName}");
        start.ArgumentList.Add($"--Dashboard:Listen={Address}");
        start.ArgumentList.Add($"--Dashboard:PublicAddress={Address}");
        start.ArgumentList.Add("--Dashboard:AttemptsPerMinute=1000");
        _process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        while (FirstLink.Length == 0)
        {
            var line =
                await _process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException("The dashboard ended.");
            FirstLink = line.Contains("/invitation/", StringComparison.Ordinal) ? line.Trim() : "";
        }

        // a pipe that nobody reads fills up and stops the process
        _rest = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    private sealed class Registries(Func<RegistryContext> open) : IDbContextFactory<RegistryContext>
    {
        public RegistryContext CreateDbContext() => open();
    }

    private static string Program()
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "artifacts", "bin", "CyberWatch.Dashboard", built.Name, "CyberWatch.Dashboard.dll");
    }

    private static int FreePort()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }
}
