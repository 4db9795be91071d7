using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.AspNetCore.Identity;

namespace CyberWatch.Tests.Support;

/// <summary>One user of each role, all with the same password.</summary>
internal static class UserSeed
{
    public static void AddTo(RegistryContext registry)
    {
        registry.Users.AddRange(
            Person("operator", UserRole.Operator),
            Person("official", UserRole.Official),
            Person("regional", UserRole.Regional, region: "32"),
            Person("rssi-a", UserRole.Rssi, finess: RegistrySeed.Vauclair),
            Person("rssi-b", UserRole.Rssi, finess: RegistrySeed.Tilleuls),
            Person("direction-a", UserRole.Direction, finess: RegistrySeed.Vauclair)
        );
    }

    private static User Person(string name, UserRole role, string? region = null, string? finess = null)
    {
        var email = RegistrySeed.EmailOf(name);
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString(),
            LockoutEnabled = true,
            Role = role,
            RegionCode = region,
        };
        user.PasswordHash = new PasswordHasher<User>().HashPassword(user, RegistrySeed.Password);
        if (finess is not null)
        {
            user.Establishments.Add(new UserEstablishment { UserId = user.Id, Finess = finess });
        }

        return user;
    }
}
