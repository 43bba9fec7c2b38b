# Showing that it is really the bot: verification in an encrypted chat, and messages that could not be read.

# $emoji (seven lines of verification-emoji-name, or none), $numbers (text, when the app shows no pictures; else none)
verification-compare = Does your app show the same { $numbers ->
    [none] pictures in the same order? Then it is really me: press “They match”. If they do not: cancel.
   *[other] numbers, **{ $numbers }**? Then it is really me: press “They match”. If they do not: cancel.
    }
    { $emoji }

error-unreadable = An encrypted message of yours could not be read, so nothing has changed. Please write it again, here or in the room. If that does not help: restart the app, or verify me in it (open my profile, “Verify”).
# $when (time), $prefix
error-read-late = Only now could I read what you wrote { $when }. I have done nothing about it, for it may be out of date. Write it again if it still holds; `{ $prefix }mine` shows your shifts.

# $number (the emoji's number in the Matrix specification)
verification-emoji-name = { $number ->
    [0] 🐶 Dog
    [1] 🐱 Cat
    [2] 🦁 Lion
    [3] 🐎 Horse
    [4] 🦄 Unicorn
    [5] 🐷 Pig
    [6] 🐘 Elephant
    [7] 🐰 Rabbit
    [8] 🐼 Panda
    [9] 🐓 Rooster
    [10] 🐧 Penguin
    [11] 🐢 Turtle
    [12] 🐟 Fish
    [13] 🐙 Octopus
    [14] 🦋 Butterfly
    [15] 🌷 Flower
    [16] 🌳 Tree
    [17] 🌵 Cactus
    [18] 🍄 Mushroom
    [19] 🌏 Globe
    [20] 🌙 Moon
    [21] ☁️ Cloud
    [22] 🔥 Fire
    [23] 🍌 Banana
    [24] 🍎 Apple
    [25] 🍓 Strawberry
    [26] 🌽 Corn
    [27] 🍕 Pizza
    [28] 🎂 Cake
    [29] ❤️ Heart
    [30] 😀 Smiley
    [31] 🤖 Robot
    [32] 🎩 Hat
    [33] 👓 Glasses
    [34] 🔧 Wrench
    [35] 🎅 Santa
    [36] 👍 Thumbs up
    [37] ☂️ Umbrella
    [38] ⌛ Hourglass
    [39] ⏰ Clock
    [40] 🎁 Gift
    [41] 💡 Light Bulb
    [42] 📕 Book
    [43] ✏️ Pencil
    [44] 📎 Paperclip
    [45] ✂️ Scissors
    [46] 🔒 Lock
    [47] 🔑 Key
    [48] 🔨 Hammer
    [49] ☎️ Telephone
    [50] 🏁 Flag
    [51] 🚂 Train
    [52] 🚲 Bicycle
    [53] ✈️ Airplane
    [54] 🚀 Rocket
    [55] 🏆 Trophy
    [56] ⚽ Ball
    [57] 🎸 Guitar
    [58] 🎺 Trumpet
    [59] 🔔 Bell
    [60] ⚓ Anchor
    [61] 🎧 Headphones
    [62] 📁 Folder
   *[63] 📌 Pin
 }
