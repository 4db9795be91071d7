using System.CommandLine;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>users list</c>: accounts, and then the invitations that are open.</summary>
internal static class UsersListing
{
    public static Command Create(CommandFrame frame)
    {
        var list = new Command("list", "Lists accounts and open invitations.") { CommandFrame.Json() };
        frame.Handle(list, ListAsync);
        return list;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var services = await context.OpenAsync((_, _) => { }, cancellationToken);
        var factory = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await factory.CreateDbContextAsync(cancellationToken);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        List<UserLine> lines =
        [
            .. await AccountsAsync(registry, now, cancellationToken),
            .. await InvitationsAsync(registry, now, cancellationToken),
        ];
        context.Output.List(
            lines,
            ["Address", "Role", "Sees", "Second factor", "State"],
            line => [line.Email, line.Role, line.Sees, line.SecondFactor ? "yes" : "no", line.Said]
        );
        if (lines.Count == 0)
            context.Output.Note("No account: cyberwatch users invite EMAIL --role operator.");
        return ExitStatus.Done;
    }

    private static async Task<IEnumerable<UserLine>> AccountsAsync(
        RegistryContext registry,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var users = await registry
            .Users.AsNoTracking()
            .Include(row => row.Establishments)
            .OrderByDescending(row => row.Role)
            .ThenBy(row => row.Email)
            .ToListAsync(cancellationToken);
        return users.Select(user => new UserLine(
            user.Email ?? "",
            user.Role.Kebab(),
            Sees(user.Role, user.RegionCode, user.Establishments.Select(row => row.Finess)),
            user.TwoFactorEnabled,
            AccountDesk.IsDisabled(user.LockoutEnd) ? "disabled"
                : user.LockoutEnd > now ? "locked"
                : "active",
            user.LockoutEnd > now && !AccountDesk.IsDisabled(user.LockoutEnd) ? user.LockoutEnd : null
        ));
    }

    private static async Task<IEnumerable<UserLine>> InvitationsAsync(
        RegistryContext registry,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        // the first operator's has no address
        var open = await registry
            .Invitations.AsNoTracking()
            .Where(row => row.UsedAt == null && row.ExpiresAt > now && row.Email != "")
            .OrderBy(row => row.CreatedAt)
            .ToListAsync(cancellationToken);
        return open.Select(row => new UserLine(
            row.Email,
            row.Role.Kebab(),
            Sees(row.Role, row.RegionCode, row.Finess.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            SecondFactor: false,
            "invited",
            row.ExpiresAt
        ));
    }

    private static string Sees(UserRole role, string? region, IEnumerable<string> finess) =>
        role switch
        {
            UserRole.Operator or UserRole.Official => "sector",
            UserRole.Regional => $"region {region}",
            _ => string.Join(' ', finess.Order(StringComparer.Ordinal)),
        };

    private sealed record UserLine(string Email, string Role, string Sees, bool SecondFactor, string State, DateTimeOffset? Until)
    {
        internal string Said => Until is { } until ? $"{State} until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : State;
    }
}
