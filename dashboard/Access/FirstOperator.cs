using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CyberWatch.Dashboard.Access;

/// <summary>While nobody has an account, each start prints a fresh one-time link for the operator and makes the older ones void.</summary>
internal sealed class FirstOperator(
    IDbContextFactory<RegistryContext> registries,
    IOptions<PublicAddressOptions> options,
    Texts texts,
    TimeProvider clock
) : IHostedLifecycleService
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Printed last, so that it stands at the end of what the start says.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await InviteAsync(cancellationToken) is { } token)
        {
            var link = $"{options.Value.PublicAddress.TrimEnd('/')}/invitation/{token}";
            await Console.Out.WriteLineAsync($"\n{texts["access.first-start"]}\n  {link}\n");
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The token of a new invitation, or null when there is an account.</summary>
    internal async Task<string?> InviteAsync(CancellationToken cancellationToken)
    {
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        if (await registry.Users.AnyAsync(cancellationToken))
        {
            return null;
        }

        var (token, now) = (InvitationTokens.New(), clock.GetUtcNow());
        await registry.Invitations.Where(row => row.Email == "" && row.UsedAt == null).ExecuteDeleteAsync(cancellationToken);
        registry.Invitations.Add(
            new Invitation
            {
                Email = "",
                Role = UserRole.Operator,
                TokenHash = InvitationTokens.HashOf(token),
                CreatedAt = now,
                ExpiresAt = now + Life,
            }
        );
        await registry.SaveChangesAsync(cancellationToken);
        return token;
    }
}
